// 文: the sheet of the reader's choices. The boot script in the page's head applies them before the first paint.
{
  const { root, store, make, word, place } = tongdu;
  const button = document.querySelector(".settings-button");
  const rows = [
    ["theme", word("主题"), [["", word("自动")], ["light", word("浅色")], ["sepia", word("米黄")], ["dark", word("深色")]]],
    ["size", word("字号"), [["-2", word("最小")], ["-1", word("小")], ["", word("中")], ["1", word("大")], ["2", word("最大")]]],
    ["face", word("字体"), [["", word("宋体")], ["sans", word("黑体")]]],
    ["leading", word("行距"), [["tight", word("密")], ["", word("适中")], ["loose", word("疏")]]],
    ["measure", word("行宽"), [["narrow", word("窄")], ["", word("适中")], ["wide", word("宽")]]],
    ["flow", word("排向"), [["", word("横排")], ["vertical", word("直排")]]],
    ["pictures", word("图片"), [["", word("显示")], ["click", word("点按后显示")]]],
    ["keys", word("快捷键"), [["", word("开")], ["off", word("关")]]],
  ].filter(([name]) => name !== "flow" || /^zh-Hant/i.test(root.lang));

  const apply = () => {
    const chosen = store.get();
    for (const [name] of rows) {
      if (chosen[name]) root.dataset[name] = chosen[name]; else delete root.dataset[name];
    }
    dispatchEvent(new Event("tongdu:settings"));
    const paper = getComputedStyle(root).backgroundColor;
    for (const meta of document.querySelectorAll("meta[name=theme-color]")) meta.content = paper;
  };

  const row = ([name, label, choices]) => make("fieldset", {}, make("legend", {}, label), make("div", { class: "choices" }, ...choices.map(([value, text]) => {
    const input = make("input", { type: "radio", name: `tongdu-${name}`, value });
    input.checked = (store.get()[name] ?? "") === value;
    input.addEventListener("change", () => { store.set(name, value); place.keep(apply); });
    return make("label", {}, input, make("span", {}, text));
  })));
  const keys = [["n", word("下一篇")], ["p", word("上一篇")], ["s", word("换字")], ["d", word("对照")], ["/", word("搜索")]];

  let sheet = null;
  const build = () => {
    sheet = make("div", { class: "sheet", id: "settings", popover: "", role: "dialog", "aria-label": word("阅读设置") }, ...rows.map(row),
      make("p", { class: "keys" }, ...keys.map(([key, text]) => make("span", {}, make("kbd", {}, key), ` ${text}`))));
    button.after(sheet);
    sheet.addEventListener("toggle", (event) => button.setAttribute("aria-expanded", event.newState === "open"));
    button.popoverTargetElement = sheet; // the browser opens it by this very click, closes it by Escape or a click beside it
  };
  if (button) {
    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", () => {
      if (!sheet) build();
      root.style.setProperty("--below", `${document.querySelector(".site-header").getBoundingClientRect().bottom}px`);
    });
  }
  addEventListener("storage", (event) => { if (event.key === "tongdu") place.keep(apply); });
  addEventListener("pageshow", (event) => { if (event.persisted) apply(); });
  if (root.dataset.theme) apply();
}
