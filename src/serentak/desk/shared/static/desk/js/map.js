// The stations of a regency without a base map: dots on a canvas, triangles for what stands out.

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const points = JSON.parse(document.getElementById("titik").textContent);

const map = L.map("peta", {
  attributionControl: false,
  preferCanvas: true,
  scrollWheelZoom: false,
  zoomSnap: 0.25,
});

const flag = L.divIcon({ className: "flagpin", iconSize: [16, 14] });

for (const point of points) {
  const marker = point.flag
    ? L.marker(point.at, { icon: flag, keyboard: false }) // the list beside the map has the links
    : L.circleMarker(point.at, {
        radius: 5,
        weight: 1.5,
        color: token("--bg"),
        fillColor: token("--steel"),
        fillOpacity: 1,
      });
  const said = [point.name, point.voters, point.flag].filter(Boolean).join(" · ");
  marker.bindTooltip(said).addTo(map);
  marker.on("click", () => location.assign(point.there));
}

if (points.length) map.fitBounds(points.map((point) => point.at), { padding: [24, 24], maxZoom: 15 });
else map.setView([-4, 122.5], 8);
