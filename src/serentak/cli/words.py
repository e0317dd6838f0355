"""Keys and codes of the law data as the terminal says them; JSON and CSV keep the codes."""

from collections.abc import Mapping

LABELS: Mapping[str, str] = {
    "actor": "Pelaku",
    "aliases": "Sebutan lain",
    "amends": "Mengubah",
    "anchor": "Jangkar",
    "anchors": "Hari jangkar",
    "area": "Bidang",
    "basis": "Dasar",
    "bearer": "Penanggung",
    "body": "Lembaga",
    "checked": "Diperiksa",
    "cite": "Pasal",
    "closes": "Tutup",
    "confidence": "Keyakinan",
    "decrees": "Keputusan libur",
    "direction": "Arah",
    "duty": "Kewajiban",
    "election_kind": "Pemilihan",
    "elections": "Pemilihan",
    "end": "Selesai",
    "first_day": "Hari ke-1",
    "group": "Kelompok",
    "holder": "Pemegang bacaan",
    "hypothetical": "Perkiraan",
    "id": "Kode",
    "in_force": "Berlaku sejak",
    "independent": "Mandiri",
    "instruments": "Instrumen",
    "joint_leave": "Cuti bersama",
    "kind": "Jenis",
    "label": "Bacaan",
    "level": "Tingkat",
    "levels": "Tingkat",
    "limit": "Lama",
    "measure": "Diukur",
    "nature": "Sifat",
    "note": "Catatan",
    "obligations": "Kewajiban",
    "offset": "Jarak",
    "on": "Tanggal",
    "on_expiry": "Bila lewat",
    "open_question": "Terbuka",
    "per": "Untuk tiap",
    "proof": "Bukti",
    "published": "Terbit",
    "readings": "Bacaan lain",
    "row": "Baris",
    "rule": "Aturan",
    "rules": "Aturan",
    "short": "Singkatan",
    "since": "Sejak",
    "slips": "Kesalahan",
    "source": "Sumber",
    "stages": "Tahapan",
    "start": "Mulai",
    "starts": "Pemicu",
    "title": "Judul",
    "trigger_off_day": "Pemicu pada hari libur",
    "unit": "Satuan",
    "until": "Sampai",
    "values": "Nilai",
    "verifies": "Pemeriksa",
    "vertical": "Vertikal",
    "voting_day": "Pemungutan suara",
    "zone": "Zona",
}
_CONFIDENCE = {"sourced": "bersumber", "memory": "ingatan", "estimate": "perkiraan"}
_LEVEL = {
    "national": "nasional",
    "province": "provinsi",
    "regency": "kabupaten/kota",
    "district": "kecamatan",
    "village": "desa/kelurahan",
}
_KIND = {
    "act": "undang-undang",
    "perppu": "perppu",
    "government-regulation": "peraturan pemerintah",
    "presidential-decree": "keputusan presiden",
    "ministerial-regulation": "peraturan menteri",
    "joint-regulation": "peraturan bersama",
    "kpu-regulation": "peraturan KPU",
    "bawaslu-regulation": "peraturan Bawaslu",
    "mk-regulation": "peraturan Mahkamah Konstitusi",
    "ma-regulation": "peraturan Mahkamah Agung",
    "court-decision": "putusan pengadilan",
    "kpu-decision": "keputusan KPU",
    "joint-decree": "keputusan bersama",
    "decree": "keputusan",
    "circular": "surat edaran",
    "letter": "surat",
}
_WORDS: Mapping[str, Mapping[str, str]] = {
    "actor": {
        "candidate": "calon",
        "pair": "pasangan calon",
        "participant": "peserta",
        "parties": "para pihak",
        "party": "pihak berperkara",
        "plaintiff": "penggugat",
        "related-party": "pihak terkait",
        "reporter": "pelapor",
        "third-party": "pihak ketiga",
    },
    "area": {
        "regulation": "regulasi",
        "budget": "anggaran",
        "personnel": "personel",
        "population": "data penduduk",
        "security": "keamanan",
        "disputes": "sengketa",
        "support": "dukungan lain",
    },
    "closes": {"minute": "pada menit pemicunya"},
    "confidence": _CONFIDENCE,
    "direction": {"after": "sesudah", "before": "sebelum"},
    "election_kind": {"both": "pemilu dan pilkada"},
    "first_day": {
        "counted": "hari pemicu",
        "not-counted": "hari sesudah pemicu",
        "disputed": "diperdebatkan",
    },
    "group": {"organiser": "penyelenggara", "support": "dukungan", "court": "mahkamah"},
    "joint_leave": {"off": "libur", "works": "hari kerja"},
    "kind": _KIND,
    "level": _LEVEL,
    "levels": _LEVEL,
    "nature": {
        "law": "hukum",
        "published": "jadwal terbit",
        "target": "sasaran",
        "estimate": "perkiraan",
    },
    "per": {"region": "wilayah", "case": "perkara", "recurring": "berulang"},
    "what": {
        "added": "baru",
        "moved": "bergeser",
        "changed": "berubah isi",
        "withdrawn": "dicabut",
        "restored": "berlaku lagi",
    },
    "trigger_off_day": {"next": "hari kerja berikutnya", "runs": "tetap berjalan"},
    "unit": {
        "calendar": "hari kalender",
        "working": "hari kerja",
        "hours": "jam",
        "months": "bulan",
    },
    "zone": {"local": "setempat"},
}


def label(key: str) -> str:
    """What a key is called; its English twin says so."""
    own = key.removesuffix("_en")
    known = LABELS.get(own, own)
    return known if own == key else f"{known} (Inggris)"


def word(key: str, value: object) -> str:
    """A code in words; anything else as it is."""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return _WORDS.get(key, {}).get(str(value), str(value))
