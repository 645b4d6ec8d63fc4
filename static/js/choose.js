// Stands in the root page's head, behind its alternates: leads to the reader's script by the stored choice, then by
// the browser's languages. Who reads no Chinese there, or has no JavaScript, sees the chooser.
(() => {
  const tags = [...document.querySelectorAll("link[rel=alternate][hreflang|=zh]")].map(link => link.hreflang);
  let choice;
  try { choice = JSON.parse(localStorage.tongdu).choice; } catch {}
  const wanted = [choice, ...navigator.languages].filter(Boolean).filter(tag => /^zh\b/i.test(tag)).map(tag => {
    if (tags.includes(tag)) return tag;
    const script = /hant/i.test(tag) || !/hans/i.test(tag) && /-(tw|hk|mo)\b/i.test(tag) ? "zh-Hant" : "zh-Hans";
    const region = (/-([a-z]{2})\b/i.exec(tag) || [])[1];
    return tags.find(tag => region && tag === script + "-" + region.toUpperCase()) || tags.find(tag => tag.startsWith(script));
  }).find(Boolean);
  if (wanted) location.replace(wanted.toLowerCase() + "/" + (location.protocol === "file:" ? "index.html" : ""));
})();
