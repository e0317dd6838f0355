"""Addresses of the room."""

from django.urls import path

from serentak.desk.accounts.views import door, office, own

app_name = "accounts"
urlpatterns = [
    path("masuk/", door.sign_in, name="sign_in"),
    path("masuk/peran/", door.try_role, name="try_role"),
    path("keluar/", door.sign_out, name="sign_out"),
    path("kode/", door.code, name="code"),
    path("sandi/", own.password, name="password"),
    path("profil/", own.profile, name="profile"),
    path("profil/bahasa/", own.language, name="language"),
    path("profil/kode-kedua/", own.totp, name="totp"),
    path("profil/kode-kedua/ubah/", own.change_totp, name="change_totp"),
    path("akun/", office.accounts, name="accounts"),
    path("akun/baru/", office.create, name="create"),
    path("akun/<int:pk>/", office.account, name="account"),
    path("akun/<int:pk>/peran/", office.join, name="join"),
    path("akun/<int:pk>/peran/<int:role>/akhiri/", office.leave, name="leave"),
    path("akun/<int:pk>/keadaan/", office.set_active, name="set_active"),
    path("akun/<int:pk>/sandi/", office.reset_password, name="reset_password"),
    path("akun/<int:pk>/kode-kedua/", office.reset_factor, name="reset_factor"),
]
