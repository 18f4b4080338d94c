// The number beside "Đơn" follows the live part of the page.

document.addEventListener("live:update", (event) => {
  const count = event.target.querySelector("[data-open-orders]")?.dataset.openOrders ?? "0";
  const tab = document.querySelectorAll(".tabbar a")[1];
  const dot = tab.querySelector(".dot") ?? tab.appendChild(Object.assign(document.createElement("span"), { className: "dot" }));
  dot.textContent = count;
  dot.hidden = count === "0";
});
