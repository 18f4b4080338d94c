// <form data-steps>: one question a screen. Without us the form is one long page and works the same.
// Sections carry data-step="name"; data-next buttons lead on, the page's and the browser's back lead back.
// A control with data-need="words" must not be empty before the next step.

const form = document.querySelector("form[data-steps]");
const sections = Array.from(form.querySelectorAll("section[data-step]"));
const taps = form.querySelector("[data-taps]");
let now = 0;
/** How many steps the browser's own back would undo. */
let pushed = 0;

function controls(section) {
  return Array.from(section.querySelectorAll("[data-need]"));
}

function complaint(control) {
  const holder = control.closest(".field,[data-photo]") ?? control.parentElement;
  let shown = holder.querySelector("[data-missing]");
  if (!shown) {
    shown = document.createElement("p");
    shown.className = "err";
    shown.dataset.missing = "";
    shown.setAttribute("role", "alert");
    holder.append(shown);
  }
  return shown;
}

/** Whether the section may be left; says what is missing otherwise. */
function complete(section) {
  const empty = controls(section).filter((control) => !control.value.trim());
  for (const control of controls(section)) {
    const words = empty.includes(control) ? control.dataset.need : "";
    if (words || control.closest(".field,[data-photo]")?.querySelector("[data-missing]")) complaint(control).textContent = words;
  }
  const wrong = section.querySelector("[data-price-said]:not([hidden])");
  if (!empty.length && !wrong) return true;
  (empty[0]?.type === "hidden" ? complaint(empty[0]) : (empty[0] ?? wrong)).scrollIntoView({ block: "center" });
  if (empty[0]?.type !== "hidden") empty[0]?.focus();
  return false;
}

function show(place, moved = true) {
  now = Math.max(0, Math.min(sections.length - 1, place));
  sections.forEach((section, index) => section.classList.toggle("is-now", index === now));
  taps.querySelectorAll("li").forEach((tap, index) => {
    tap.className = index < now ? "done" : index === now ? "now" : "";
    if (index === now) tap.setAttribute("aria-current", "step");
    else tap.removeAttribute("aria-current");
  });
  if (!moved) return;
  scrollTo(0, 0);
  const heading = sections[now].querySelector("h2,legend");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus({ preventScroll: true });
}

function go(place) {
  history.pushState({ step: place }, "");
  pushed += 1;
  show(place);
}

function start() {
  taps.append(
    ...sections.map((section) => {
      const tap = document.createElement("li");
      tap.textContent = section.dataset.step;
      return tap;
    }),
  );
  taps.hidden = false;
  form.dataset.one = "";
  form.querySelectorAll("[data-next]").forEach((button) => {
    button.hidden = false;
  });
  const wrong = sections.findIndex((section) => section.querySelector('[aria-invalid="true"],.err[id]'));
  history.replaceState({ step: Math.max(0, wrong) }, "");
  show(Math.max(0, wrong), false);
}

form.addEventListener("click", (event) => {
  if (event.target.closest("[data-next]") && complete(sections[now])) go(now + 1);
  const link = event.target.closest('a[href^="#"]');
  const target = link && document.getElementById(link.hash.slice(1));
  const place = sections.findIndex((section) => section.contains(target));
  if (place < 0) return;
  event.preventDefault();
  if (place !== now) go(place);
  target.focus();
});

// Enter on a phone's keyboard means "next", except on the last step.
form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches("input") || now === sections.length - 1) return;
  event.preventDefault();
  sections[now].querySelector("[data-next]").click();
});

document.querySelector("[data-step-back]")?.addEventListener("click", (event) => {
  if (!now) return;
  event.preventDefault();
  if (pushed) history.back();
  else show(now - 1);
});

addEventListener("popstate", (event) => {
  pushed = Math.max(0, pushed - 1);
  show(event.state?.step ?? 0);
});

start();
