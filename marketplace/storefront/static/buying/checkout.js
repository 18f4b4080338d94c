// The communes of a chosen province without loading the page again. Without this script, or without an answer, the
// button "Chọn tỉnh này" does the same through the server.

const place = document.querySelector("[data-communes]");
const [province, commune] = place ? place.querySelectorAll("select") : [];
const fallback = place?.querySelector("[data-fallback]");

async function showCommunes() {
  const chosen = province.value;
  commune.disabled = true;
  try {
    const answer = await fetch(`${place.dataset.communes}?tinh=${encodeURIComponent(chosen)}`);
    if (!answer.ok) throw new Error(answer.status);
    const { communes } = await answer.json();
    // A slow answer for a province that is no longer chosen.
    if (chosen !== province.value) return;
    const [first] = commune.options;
    commune.replaceChildren(first, ...communes.map(([code, name]) => new Option(name, code)));
    commune.selectedIndex = 0;
    fallback.hidden = true;
  } catch {
    fallback.hidden = false;
  } finally {
    commune.disabled = false;
  }
}

if (place) {
  fallback.hidden = true;
  province.addEventListener("change", showCommunes);
}
