// Elements that reach over the right edge of the page; nothing when the page does not scroll sideways.
const root = document.documentElement;
if (root.scrollWidth <= root.clientWidth) return [];
const wide = [...document.body.querySelectorAll("*")].filter((element) => {
  const box = element.getBoundingClientRect();
  return box.width > 0 && box.right + scrollX > root.clientWidth + 1;
});
const tag = (element) => element.cloneNode(false).outerHTML.slice(0, 120);
const inner = wide.filter((element) => !wide.some((other) => other !== element && element.contains(other)));
return ["the page is " + root.scrollWidth + " px wide in " + root.clientWidth + " px", ...inner.slice(0, 5).map(tag)];
