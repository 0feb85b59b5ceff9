// One sentence when the focus cannot be seen, else null. The mark may be on the element or on what surrounds it.
const element = document.activeElement;
if (!element || element === document.body) return "nothing has the focus";
const box = element.getClientRects()[0];
if (!box) return "the focus is on something that is not drawn";
const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;
const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return "the focus is out of view";
const top = document.elementFromPoint(x, y);
const label = top && top.closest("label");
if (!top || !(element.contains(top) || (label && label.control === element))) {
  return "the focus is covered by " + (top ? top.cloneNode(false).outerHTML : "nothing");
}
const around = [];
for (let node = element; node && node !== document.body; node = node.parentElement) around.push(node);
const mark = (node) => {
  const style = getComputedStyle(node);
  const outline = style.outlineStyle === "none" || parseFloat(style.outlineWidth) === 0 ? "none"
    : [style.outlineStyle, style.outlineWidth, style.outlineColor].join(" ");
  return { outline, shadow: style.boxShadow };
};
const focused = around.map(mark);
element.blur();
const plain = around.map(mark);
element.focus({ preventScroll: true, focusVisible: true });
const shown = focused.some((with_focus, i) =>
  (with_focus.outline !== "none" && with_focus.outline !== plain[i].outline)
  || (with_focus.shadow !== "none" && with_focus.shadow !== plain[i].shadow));
return shown ? null : "the focus looks like no focus";
