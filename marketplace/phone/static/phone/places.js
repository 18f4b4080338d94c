// <div data-places="id_commune">: a box to type a commune's name into, with or without accents; tapping a result chooses
// it in the list below, which works on its own without us.

const MOST = 6;

function fold(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase().trim();
}

document.querySelectorAll("[data-places]").forEach((holder) => {
  const select = document.getElementById(holder.dataset.places);
  const options = Array.from(select.options).filter((option) => option.value);
  const input = document.createElement("input");
  Object.assign(input, { type: "search", className: "in", autocomplete: "off", placeholder: holder.dataset.label });
  input.setAttribute("aria-label", holder.dataset.label);
  const found = document.createElement("div");
  found.className = "found";
  found.setAttribute("role", "status");
  holder.className = "stack";
  holder.append(input, found);

  input.addEventListener("input", () => {
    const wanted = fold(input.value);
    const hits = wanted ? options.filter((option) => fold(option.textContent).includes(wanted)) : [];
    hits.sort((a, b) => fold(a.textContent).indexOf(wanted) - fold(b.textContent).indexOf(wanted));
    found.textContent = wanted && !hits.length ? holder.dataset.none : "";
    for (const option of hits.slice(0, MOST)) {
      const chip = document.createElement("button");
      Object.assign(chip, { type: "button", className: "chip", textContent: option.textContent });
      chip.addEventListener("click", () => {
        select.value = option.value;
        select.dispatchEvent(new Event("change", { bubbles: true }));
        input.value = "";
        found.replaceChildren();
        select.focus();
      });
      found.append(chip);
    }
  });
});
