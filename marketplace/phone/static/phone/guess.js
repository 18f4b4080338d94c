// While a name is typed the market says where it would put the goods; choosing another place stays possible.

const WAIT_MS = 400;
const box = document.querySelector("[data-guess]");
const title = box.querySelector('input[name="title"]');
const automatic = box.querySelector('select[name="category"] option[value=""]');
const usual = automatic.textContent;
let waiting = 0;
let asked = "";

async function ask() {
  asked = title.value.trim();
  const typed = asked;
  try {
    const answer = await fetch(`${box.dataset.guess}?${new URLSearchParams({ ten: typed })}`);
    const { name } = await answer.json();
    // A slow answer about an earlier name says nothing of the present one.
    if (typed === asked) automatic.textContent = name ? box.dataset.guessed.replace("%(name)s", name) : usual;
  } catch {
    automatic.textContent = usual;
  }
}

title.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(ask, WAIT_MS);
});
if (title.value.trim()) ask();
