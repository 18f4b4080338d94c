// The order's page: its own address also after coming back from VNPAY, news said aloud once, and printing.

const page = document.querySelector("[data-address]");

// VNPAY's long address is not what one should bookmark or reload.
if (page && location.pathname !== page.dataset.address) history.replaceState(null, "", page.dataset.address);

const said = page?.querySelector("[data-said]");
const words = () => page.querySelector("[data-say]")?.textContent ?? "";
let last = page ? words() : "";
page?.addEventListener("live:update", () => {
  if (words() === last) return;
  last = words();
  said.textContent = last;
});

document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => print());
});
