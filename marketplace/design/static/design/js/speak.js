// Reads the screen aloud for those who would rather listen: <button data-speak hidden>. The button appears only where
// the device has a voice for the page's language.

const language = document.documentElement.lang || "vi";

function voice() {
  return speechSynthesis.getVoices().find((one) => one.lang.toLowerCase().startsWith(language));
}

function words() {
  const main = document.querySelector("main");
  return [document.querySelector("h1")?.textContent, main?.innerText].filter(Boolean).join(". ");
}

function showButtons() {
  document.querySelectorAll("[data-speak]").forEach((button) => {
    button.hidden = !voice();
  });
}

function toggle() {
  if (speechSynthesis.speaking) {
    speechSynthesis.cancel();
    return;
  }
  const said = new SpeechSynthesisUtterance(words());
  said.voice = voice();
  said.lang = language;
  said.rate = 0.9;
  speechSynthesis.speak(said);
}

if ("speechSynthesis" in window) {
  // Voices arrive late in some browsers.
  speechSynthesis.addEventListener("voiceschanged", showButtons);
  showButtons();
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-speak]")) toggle();
  });
}
