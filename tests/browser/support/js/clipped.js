// Texts that are cut off: by a box around them that hides what does not fit, or by the left edge of the page.
// What can be scrolled into view is not cut off; what is hidden from the eye on purpose is not looked at.
const root = document.documentElement;
const slack = 1.5;
const once = (find) => {
  const found = new Map();
  return (element) => {
    if (!found.has(element)) found.set(element, find(element));
    return found.get(element);
  };
};
const styleOf = once((element) => getComputedStyle(element));
const onPurpose = once((element) => {
  const style = styleOf(element);
  const tiny = element.clientWidth <= 1 && element.clientHeight <= 1 && style.position === "absolute";
  return tiny || style.clipPath === "inset(50%)" || Boolean(element.parentElement && onPurpose(element.parentElement));
});
const innerBox = once((element) => {
  const edge = element.getBoundingClientRect();
  const left = edge.left + element.clientLeft, top = edge.top + element.clientTop;
  return { left, top, right: left + element.clientWidth, bottom: top + element.clientHeight };
});
const cutBy = (element, box) => {
  for (let node = element; node && node !== document.body; node = node.parentElement) {
    const style = styleOf(node);
    if (style.display === "inline" || style.display === "contents") continue;
    const { left, right, top, bottom } = innerBox(node);
    const hides = (overflow) => overflow === "hidden" || overflow === "clip";
    const scrolls = (overflow) => overflow === "auto" || overflow === "scroll";
    if (hides(style.overflowX) && (box.left < left - slack || box.right > right + slack)) return node;
    if (hides(style.overflowY) && (box.top < top - slack || box.bottom > bottom + slack)) return node;
    if (scrolls(style.overflowX) || scrolls(style.overflowY) || style.position === "fixed") return null;
  }
  return box.left + scrollX < -slack ? root : null;
};
const faults = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let text = walker.nextNode(); text; text = walker.nextNode()) {
  const parent = text.parentElement;
  if (!text.data.trim() || parent.closest("select, script, style, svg")) continue;
  if (!parent.checkVisibility({ visibilityProperty: true }) || onPurpose(parent)) continue;
  const range = document.createRange();
  range.selectNodeContents(text);
  const by = [...range.getClientRects()].map((box) => cutBy(parent, box)).find(Boolean);
  if (by) faults.push("“" + text.data.trim().slice(0, 40) + "” is cut off by " + by.cloneNode(false).outerHTML.slice(0, 120));
}
return faults;
