import { boardCss } from "../tokens.ts";

// Sized by the smaller of width and height, so 1920×1080, 1366×768 and an upright screen all fill.
const style = `
*{box-sizing:border-box;margin:0;padding:0}
html,body{height:100%;overflow:hidden}
body{--u:min(1vw,1.78vh);background:var(--ground);color:var(--ink);font-family:var(--font);font-variant-numeric:tabular-nums;font-size:calc(var(--u)*1.7);line-height:1.35}
[hidden]{display:none!important}
#shift{height:100%;display:flex;flex-direction:column;padding:calc(var(--u)*2.2) calc(var(--u)*3.2);transition:transform 2s}
header,footer{display:flex;justify-content:space-between;align-items:center;gap:calc(var(--u)*2);color:var(--muted)}
header{font-size:calc(var(--u)*2);padding-bottom:calc(var(--u)*1.2);border-bottom:2px solid var(--line)}
#clock{color:var(--ink);font-size:calc(var(--u)*2.6);font-weight:600;white-space:nowrap}
footer{padding-top:calc(var(--u)*1.2);min-height:calc(var(--u)*4.4)}
#age{color:var(--warning);font-weight:600}
#age::before{content:"⚠ "}
main{flex:1;min-height:0;display:grid;grid-template-columns:1.55fr 1fr;gap:calc(var(--u)*3.4)}
#now{display:flex;flex-direction:column;justify-content:center;min-width:0;border-radius:calc(var(--u)*.8);padding-inline:calc(var(--u)*1.5);margin-inline:calc(var(--u)*-1.5)}
#call-word{font-size:calc(var(--u)*2.8);font-weight:400;color:var(--muted)}
#ticket{font-size:max(160px,calc(var(--u)*17));line-height:1.05;font-weight:700;letter-spacing:.01em;white-space:nowrap;color:var(--ink)}
#ticket.long{font-size:max(110px,calc(var(--u)*12.5))}
#who{font-size:calc(var(--u)*3.4);color:var(--muted)}
#room{font-size:calc(var(--u)*4.4);font-weight:600;color:var(--call);line-height:1.25;overflow-wrap:anywhere}
#now.wait #ticket{display:none}
#now.wait #call-word{font-size:calc(var(--u)*4.6);color:var(--ink);font-weight:600}
#now.wait #room{font-size:calc(var(--u)*2.6);font-weight:400;color:var(--muted);margin-top:calc(var(--u)*1)}
#now.flash{animation:flash .7s ease-out 1}
@keyframes flash{0%{background:var(--call)}100%{background:transparent}}
#also{list-style:none;display:flex;flex-wrap:wrap;gap:calc(var(--u)*.4) calc(var(--u)*2.4);margin-top:calc(var(--u)*2);font-size:calc(var(--u)*2.1);color:var(--muted)}
#also b{color:var(--ink);font-weight:600;margin-right:.4em}
#queue{display:flex;flex-direction:column;justify-content:center;min-width:0}
h2{font-size:calc(var(--u)*2);font-weight:400;color:var(--muted);padding-bottom:calc(var(--u)*.8)}
#next{list-style:none}
#next li{display:flex;align-items:center;justify-content:space-between;gap:calc(var(--u)*1.5);min-height:calc(var(--u)*6);border-top:1px solid var(--line)}
#next b{font-size:calc(var(--u)*3.4);font-weight:600;white-space:nowrap}
#next span{font-size:calc(var(--u)*1.9);color:var(--muted);text-align:right;overflow-wrap:anywhere}
#next i{font-style:normal;color:var(--good);border:1.5px solid;border-radius:.25em;padding:0 .35em;margin-right:.5em;white-space:nowrap}
#next .none{color:var(--muted);font-size:calc(var(--u)*2.1)}
#sound{font:inherit;color:var(--ink);background:var(--panel);border:2px solid var(--muted);border-radius:.4em;padding:.35em 1em;cursor:pointer}
#sound:focus-visible{outline:3px solid var(--call);outline-offset:3px}
.stale #clock{color:var(--muted)}
@media(orientation:portrait){body{--u:min(1.72vw,1.02vh)}main{grid-template-columns:1fr;grid-template-rows:1fr auto;gap:calc(var(--u)*1.5)}#now{padding-block:calc(var(--u)*2)}}
@media(prefers-reduced-motion:reduce){#now.flash{animation:none;outline:calc(var(--u)*.4) solid var(--call)}#shift{transition:none}}
`;

export const boardStyle = (): string => (boardCss() + style).replace(/\n/g, "");
