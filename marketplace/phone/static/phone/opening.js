// The page of a stall that waits becomes the stall itself in the moment the market lets it open.

document.addEventListener("live:update", (event) => {
  if (event.target.querySelector("[data-open-orders]")) location.reload();
});
