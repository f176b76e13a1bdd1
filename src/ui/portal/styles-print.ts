// The advice sheet on the screen, and every page on paper: A4, 3 cm on the left for the binding, readable in grey.

export const printCss = `
.sheet{background:var(--surface);border:1px solid var(--line);border-radius:var(--radius);padding:var(--s-xl) var(--s-l);margin:0 0 var(--s-xl)}
.sheet header{display:flex;flex-wrap:wrap;gap:var(--s-s) var(--s-m);align-items:center;border-bottom:2px solid var(--seal);padding-bottom:var(--s-m);margin-bottom:var(--s-l);line-height:1.4}
.sheet header p{margin:0}
.sheet header p b{display:block}.sheet header .sheet-number b{display:inline}
.sheet .mark{font-size:1.3rem}
.sheet-number{margin-left:auto!important;font-size:var(--small)}
.sheet h1{text-align:center;letter-spacing:.3em;text-indent:.3em;margin-bottom:var(--s-l)}
.sheet h2{font-size:var(--h3);margin:var(--s-xl) 0 var(--s-xs)}
.sheet-facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,14em),1fr));margin:0;border-top:1px solid var(--line)}
.sheet-facts>div{display:flex;flex-wrap:wrap;gap:0 var(--s-s);padding:6px 0;border-bottom:1px solid var(--line)}
.sheet-facts dt{flex:0 0 4.2em;color:var(--muted)}.sheet-facts dd{flex:1 1 6em;margin:0;padding-right:var(--s-s)}
.sheet-deadline{margin:var(--s-l) 0 0;padding:var(--s-m) var(--s-l);border:2px solid var(--ink);font-weight:600}
.sheet ol{padding-left:1.6em}.sheet li{margin-bottom:var(--s-s)}
.sheet-signed{text-align:right;margin-top:var(--s-xxl)}
.sheet-signed p{margin:0}
.sheet footer{display:flex;gap:var(--s-l);align-items:center;margin-top:var(--s-xl);padding-top:var(--s-l);border-top:1px solid var(--line);font-size:var(--small);color:var(--muted)}
.sheet footer p{margin:0}
.sheet .qr svg{width:5.6em;height:5.6em}
@page{size:A4;margin:20mm 18mm 22mm 30mm;@bottom-center{content:"第 " counter(page) " 页，共 " counter(pages) " 页";font:9pt sans-serif;color:#333}}
@media print{
:root,html[data-elder]{--paper:#fff;--surface:#fff;--line:#888;--ink:#000;--muted:#222;--action:#000;--action-hover:#000;--action-ground:#fff;--good:#000;--good-ground:#fff;--attention:#000;--attention-ground:#fff;--seal-ground:#fff;--root:12pt}
html[data-elder]{--root:15pt}
body{display:block;font-family:var(--print-font);line-height:1.6}
.page,.w-wide .page{max-width:none;padding:0}
main.page{padding:0}
.skip,.tools,.back,.btn,.actions,.help,.filing,.pages,.photo,form .btn,.w-sheet .top,.where a{display:none!important}
.top{border-bottom:1.5pt solid #000;margin-bottom:12pt}
.name{min-height:0}
h1,h2,h3,h4,dt,th,.ticket-number,.sheet-deadline{font-family:var(--font)}
h1,h2,h3,h4{break-after:avoid}
.card,.ticket,.notice,.steps>li,.timeline>li,.table tr,.summary>div,.sheet-signed,.sheet footer,.sheet li,.qr{break-inside:avoid}
p,li{orphans:2;widows:2}
a{color:inherit;text-decoration:none}
.mark,.done .dot{print-color-adjust:exact;-webkit-print-color-adjust:exact}
mark{box-shadow:none;text-decoration:underline;text-decoration-thickness:1.5pt;padding:0}
.sheet{border:0;padding:0}
.sheet-facts{grid-template-columns:1fr 1fr}
.table thead{position:static;width:auto;height:auto;clip-path:none}
details:not([open])>*{display:block}
}
`;
