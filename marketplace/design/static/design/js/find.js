// The search box offers goods while one types, and what was searched on this machine before. It only adds: Enter
// searches as ever. What was searched stays in the browser and is sent nowhere.

const PAUSE_MS = 120;
const KEY = "market:searches";
const KEPT = 5;

function searches() {
  try {
    return JSON.parse(localStorage.getItem(KEY) || "[]");
  } catch {
    return [];
  }
}

function remember(words) {
  if (!words) return;
  try {
    localStorage.setItem(KEY, JSON.stringify([words, ...searches().filter((w) => w !== words)].slice(0, KEPT)));
  } catch {
    // A browser that keeps nothing: then nothing is offered.
  }
}

function recent(form, box) {
  const list = document.createElement("ul");
  list.className = "list";
  for (const words of searches()) {
    const link = document.createElement("a");
    link.className = "row plain";
    link.href = `${form.action}?q=${encodeURIComponent(words)}`;
    link.textContent = words;
    list.append(document.createElement("li"));
    list.lastChild.append(link);
  }
  if (list.children.length) box.prepend(list);
}

function attach(form) {
  const input = form.elements.q;
  const box = document.createElement("div");
  box.className = "found card";
  box.hidden = true;
  form.after(box);
  let timer, asking;

  const show = () => (box.hidden = !box.children.length);
  async function offer() {
    asking?.abort();
    const words = input.value.trim();
    asking = new AbortController();
    try {
      const answer = await fetch(`${form.dataset.find}?q=${encodeURIComponent(words)}`, { signal: asking.signal });
      if (answer.ok) box.innerHTML = await answer.text();
      if (words.length < 2) recent(form, box);
      show();
    } catch {
      // Overtaken by the next letter, or offline.
    }
  }
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(offer, PAUSE_MS);
  });
  input.addEventListener("focus", offer);
  form.addEventListener("submit", () => remember(input.value.trim()));
  const parts = [form, box];
  document.addEventListener("focusin", (e) => parts.some((part) => part.contains(e.target)) || (box.hidden = true));
  document.addEventListener("click", (e) => parts.some((part) => part.contains(e.target)) || (box.hidden = true));
  for (const part of parts) {
    part.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        box.hidden = true;
        input.focus();
        box.hidden = true;
      }
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      const stops = [input, ...box.querySelectorAll("a")];
      const at = stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
      stops[Math.max(0, Math.min(at, stops.length - 1))].focus();
      event.preventDefault();
    });
  }
}

document.querySelectorAll("form[data-find]").forEach(attach);
