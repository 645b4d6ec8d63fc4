// The site's entrance leads to the reader's script: the one chosen before, else the first that the browser's languages
// name. Nobody is led on whose languages name none. Runs in <head>, before anything is shown.
(() => {
  const slugs = document.documentElement.dataset.variants.split(" ");
  // Languages without a script subtag, by region: Singapore and Malaysia write Simplified; Taiwan, Hong Kong, Macau don't.
  const hant = /^zh-(hant|tw|hk|mo)\b|^yue\b/, hans = /^zh(-(hans|cn|sg|my))?\b/;
  const of = (language) => {
    const tag = language.toLowerCase();
    const script = hant.test(tag) ? "zh-hant" : hans.test(tag) ? "zh-hans" : "";
    if (!script) return "";
    const region = (/-([a-z]{2})$/.exec(tag) || ["", ""])[1];
    const like = { mo: "hk", my: "sg" }[region]; // as CLDR's parent locales have it
    const near = slugs.filter((slug) => slug === script || slug.startsWith(script + "-"));
    return near.find((slug) => slug.endsWith("-" + region)) || near.find((slug) => slug.endsWith("-" + like)) || near[0] || "";
  };
  let chosen = "";
  try {
    chosen = JSON.parse(localStorage.getItem("tongdu") || "{}").choice || "";
  } catch {
    // storage is blocked: the languages decide
  }
  if (!slugs.includes(chosen)) chosen = (navigator.languages || [navigator.language || ""]).map(of).find(Boolean) || "";
  if (chosen) location.replace(chosen + (location.protocol === "file:" ? "/index.html" : "/"));
})();
