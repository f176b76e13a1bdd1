// CSS of the portal as text. Sizes of type in rem (a reader's own text size scales all), of space in px.
// No sticky or fixed element anywhere: focus can never be hidden behind one.
import { tokensCss } from "../tokens.ts";
import { formsCss } from "./styles-forms.ts";
import { printCss } from "./styles-print.ts";

const base = `
*,*::before,*::after{box-sizing:border-box}
html{font-size:var(--root);-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding:24px}
body{margin:0;min-height:100vh;min-height:100dvh;display:flex;flex-direction:column;background:var(--paper);color:var(--ink);font-family:var(--font);font-size:1rem;line-height:var(--lh);font-variant-numeric:tabular-nums;overflow-wrap:anywhere;line-break:strict;text-autospace:normal}
main{flex:1 0 auto}
main:focus{outline:none}
h1,h2,h3,h4{font-weight:600;margin:0}
h1,h2,h3,h4,legend,.keep,.state,.go,.ticket dd b,.btn,.hotline span,.timeline .muted{word-break:keep-all;overflow-wrap:anywhere}
h1{font-size:var(--h1);line-height:1.35;margin-bottom:var(--s-m)}
h2{font-size:var(--h2);line-height:1.4;margin:var(--s-xxl) 0 var(--s-m)}
h3{font-size:var(--h3);line-height:1.45}
h4{font-size:1rem;line-height:1.5}
p{margin:0 0 var(--s-m);text-wrap:pretty}
ul,ol{margin:0 0 var(--s-m);padding-left:1.4em}
b,strong{font-weight:600}
small{font-size:var(--small)}
a{color:var(--action);text-underline-offset:.22em;text-decoration-thickness:1px}
a:hover{color:var(--action-hover);text-decoration-thickness:2px}
hr{border:0;border-top:1px solid var(--line);margin:var(--s-xxl) 0}
img,svg{max-width:100%}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:4px}
mark{background:var(--action-ground);color:inherit;padding:0 2px;border-radius:2px;box-shadow:inset 0 -2px 0 var(--action)}
.i{width:1.2em;height:1.2em;flex:none;fill:none;stroke:currentColor;stroke-width:1.5;stroke-linecap:round;stroke-linejoin:round;vertical-align:-.22em}
:where(main) :where(p,li,dd,td,div)>:where(a:not([class])){padding-block:calc((var(--target) - 1.4em)/2)}
.muted,.meta{color:var(--muted);font-size:var(--small)}
.lead{color:var(--muted);font-size:1.06rem;max-width:32em;margin-bottom:var(--s-xl)}
.vh,.skip:not(:focus){position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{display:block;padding:var(--s-m) var(--s-l);background:var(--surface)}
[hidden]{display:none!important}
html[data-elder] a{text-decoration-thickness:2px}
`;

const layout = `
.page{width:100%;max-width:var(--width);margin:0 auto;padding:var(--s-l)}
.w-wide .page{max-width:64rem}
main.page{padding-block:var(--s-xl) var(--s-xxxl)}
.top{background:var(--surface);border-bottom:1px solid var(--line)}
.top .page{display:flex;flex-wrap:wrap;align-items:center;gap:0 var(--s-m);padding-block:var(--s-s)}
.name{display:flex;align-items:center;gap:var(--s-m);min-height:var(--target);color:inherit;text-decoration:none;line-height:1.3}
.name:hover{color:inherit}
.name:hover b{text-decoration:underline}
.name b,.name small{display:block}
.name small{color:var(--muted)}
.mark{flex:none;display:grid;place-items:center;width:2.1em;height:2.1em;border-radius:4px;background:var(--seal);color:#fff;font-weight:700;line-height:1;box-shadow:inset 0 0 0 2px var(--seal),inset 0 0 0 3px #fff}
.tools{margin-left:auto;display:flex;gap:var(--s-s)}
.tools a{display:flex;align-items:center;min-height:var(--target);padding:0 6px;font-size:var(--small)}
.tools a[aria-current]{color:var(--ink);font-weight:600}
html[data-elder] .tools{flex-wrap:wrap}
html[data-elder] .tools a{padding:0 var(--s-s);font-weight:600}
.help{border-top:1px solid var(--line);background:var(--surface)}
.help .page{display:flex;flex-wrap:wrap;gap:var(--s-m);align-items:center;justify-content:space-between}
.help .btn{width:auto;flex:0 1 auto;padding-inline:var(--s-m)}
.hotline{flex:1 1 8.5em;display:flex;align-items:center;gap:var(--s-m);min-height:var(--target);color:inherit;text-decoration:none;font-size:var(--small);line-height:1.4}
.hotline .i{font-size:min(1.5rem,9vw);color:var(--action)}
.hotline b{display:block;white-space:nowrap;font-size:min(1.5rem,12vw);line-height:1.3;letter-spacing:.04em;color:var(--action);text-decoration:underline;text-decoration-thickness:1px;text-underline-offset:.15em}
.filing{border-top:1px solid var(--line);color:var(--muted)}
.filing p{margin:0;font-size:var(--small);display:flex;flex-wrap:wrap;gap:0 var(--s-l);align-items:center}
.filing a{color:inherit;display:inline-flex;align-items:center;min-height:44px}
html[data-elder] .filing a{min-height:60px}
.back{margin:calc(-1*var(--s-m)) 0 var(--s-s)}
.back a{display:inline-flex;align-items:center;gap:2px;min-height:var(--target);padding-right:var(--s-m)}
.back .i{margin-left:-.3em}
.back a,.where a,.cancel a,.after a,.change a,.call-line a{padding-block:0}
@media(max-width:23.5em){.top .page{gap:0}.name{gap:var(--s-s)}}
@media(min-width:48em){main.page{padding-block:var(--s-xxl) 64px}.page{padding-inline:var(--s-xl)}.filing .page{display:flex;flex-wrap:wrap;gap:0 var(--s-xl)}}
`;

const actions = `
.btn{display:inline-flex;align-items:center;justify-content:center;gap:var(--s-s);width:100%;min-height:max(var(--target),52px);padding:var(--s-s) var(--s-xl);border:2px solid transparent;border-radius:var(--radius);background:var(--action);color:var(--on-action);font:inherit;font-size:1.06rem;font-weight:600;line-height:1.35;text-align:center;text-decoration:none;cursor:pointer;transition:background-color var(--motion)}
.btn:hover{background:var(--action-hover);color:var(--on-action)}
.btn:focus-visible{border-radius:var(--radius)}
.btn.plain{background:var(--surface);color:var(--action);border:1px solid var(--action)}
.btn.plain:hover{background:var(--action-ground);color:var(--action-hover);border-color:var(--action-hover)}
.btn.danger{background:var(--seal)}
.btn.danger:hover{background:var(--seal-hover)}
.btn[aria-disabled]{background:var(--muted);color:var(--surface)}
html[data-elder] .btn{font-size:1.1rem}
html[data-elder] a.btn{text-decoration:underline}
.actions{display:grid;gap:var(--s-m);margin:var(--s-xl) 0}
@media(min-width:36em){.btn{width:auto;min-width:12em}.actions{display:flex;flex-wrap:wrap}.help .btn{min-width:0}.hero .btn{width:auto;min-width:18em}.hero .call-line{justify-content:flex-start}.ticket{max-width:32em}}
.where{display:flex;flex-wrap:wrap;align-items:center;gap:0 var(--s-s);margin:0 0 var(--s-s);font-size:var(--small);color:var(--muted)}
.where a{display:inline-flex;align-items:center;min-height:var(--target);padding:0 var(--s-s)}
.after{margin-top:var(--s-xl)}
.after a{display:inline-flex;align-items:center;min-height:var(--target)}
`;

const content = `
.hero .btn{min-height:max(var(--target),60px);font-size:1.16rem}
.hero .lead{margin-bottom:var(--s-m)}
.call-line{display:flex;flex-wrap:wrap;align-items:center;justify-content:center;gap:0 var(--s-s);margin:var(--s-xs) 0 0;color:var(--muted)}
.call-line a{display:inline-flex;align-items:center;gap:6px;min-height:var(--target);font-weight:600;font-size:1.1rem;letter-spacing:.03em}
.card{position:relative;background:var(--surface);border:1px solid var(--line);border-radius:var(--radius);padding:var(--s-l);margin:0 0 var(--s-m)}
.card>:last-child,.notice>div>:last-child,.empty>:last-child,.details-body>:last-child{margin-bottom:0}
.card>h3,.card>h4,.card>h2{margin:0 0 var(--s-xs)}
.card p{margin-bottom:var(--s-xs)}
.way{transition:border-color var(--motion)}
.way:hover{border-color:var(--action)}
.way>:is(h2,h3,h4) a{color:var(--ink);text-decoration:none}
.way>:is(h2,h3,h4) a::after{content:"";position:absolute;inset:0;border-radius:var(--radius)}
.way>:is(h2,h3,h4) a:focus-visible{outline:none}
.way>:is(h2,h3,h4) a:focus-visible::after{outline:3px solid var(--focus);outline-offset:2px}
.way:hover>:is(h2,h3,h4) a,html[data-elder] .way>:is(h2,h3,h4) a{text-decoration:underline}
.way.first{border:2px solid var(--action);padding:calc(var(--s-l) - 1px)}
.way .tag{margin-bottom:var(--s-s)}
.way .go{display:flex;align-items:center;gap:2px;margin:var(--s-s) 0 0;color:var(--action);font-weight:600}
.state{display:flex;align-items:flex-start;gap:6px;font-weight:600;margin:0 0 var(--s-xs)}
.state .i{margin-top:.24em}
.state.open{color:var(--good)}.state.later{color:var(--attention)}.state.closed{color:var(--muted)}
.tag{display:inline-block;font-size:var(--small);line-height:1.6;padding:0 var(--s-s);border-radius:4px;background:var(--action-ground);color:var(--action-hover);border:1px solid transparent}
.tag.good{background:var(--good-ground);color:var(--good)}
.tag.attention{background:var(--attention-ground);color:var(--attention)}
.tag.danger{background:var(--seal-ground);color:var(--seal)}
.tag.quiet{background:transparent;color:var(--muted);border-color:var(--line)}
html[data-elder] .tag{border-color:currentColor;font-weight:600}
.facts{list-style:none;padding:0;margin:0 0 var(--s-l);display:grid;gap:6px}
.facts li{display:flex;gap:var(--s-s);align-items:flex-start}
.facts .i{margin-top:.22em;color:var(--good)}
.facts.plain-icons .i{color:var(--muted)}
.facts.inline{display:flex;flex-wrap:wrap;gap:var(--s-xs) var(--s-l)}
.facts.inline .i{margin-right:calc(-1*var(--s-xs))}
.card .facts{margin:var(--s-m) 0 0}
.notice{display:flex;gap:var(--s-m);background:var(--action-ground);border:1px solid var(--action);border-radius:var(--radius);padding:var(--s-l);margin:0 0 var(--s-xl)}
.notice>.i{margin-top:.14em;font-size:1.15rem;color:var(--action)}
.notice>div{min-width:0;flex:1}
.notice p{margin-bottom:var(--s-s)}
.notice .notice-title{font-weight:600;color:var(--action-hover);margin-bottom:2px}
.notice.good{background:var(--good-ground);border-color:var(--good)}.notice.good>.i,.notice.good .notice-title{color:var(--good)}
.notice.attention{background:var(--attention-ground);border-color:var(--attention-line)}.notice.attention>.i,.notice.attention .notice-title{color:var(--attention)}
.notice.danger{background:var(--seal-ground);border:2px solid var(--seal)}.notice.danger>.i,.notice.danger .notice-title{color:var(--seal)}
.notice .deadline b{display:inline-block;font-size:1.22rem;color:var(--attention)}
.quote{margin:0 0 var(--s-xl);border-left:4px solid var(--action);padding:2px 0 2px var(--s-l)}
.quote figcaption{font-size:var(--small);color:var(--muted)}
.quote blockquote{margin:0;white-space:pre-line}
.call{display:flex;gap:var(--s-l);align-items:center;background:var(--surface);border:2px solid var(--action);border-radius:var(--radius);padding:var(--s-l);margin:0 0 var(--s-m);color:var(--ink);text-decoration:none}
.call:hover{color:var(--ink);background:var(--action-ground)}
.call .i{font-size:1.7rem;color:var(--action)}
.call b{display:block;font-size:1.9rem;line-height:1.2;letter-spacing:.03em;color:var(--action);text-decoration:underline;text-decoration-thickness:2px;text-underline-offset:.14em}
.call-label{display:block;font-weight:600}.call-why{display:block;color:var(--muted);font-size:var(--small);margin-top:var(--s-xs)}
.call.danger{border-color:var(--seal);background:var(--seal-ground)}.call.danger .i,.call.danger b{color:var(--seal)}.call.danger .call-why{color:var(--ink)}
.empty{background:var(--surface);border:1px solid var(--line);border-radius:var(--radius);padding:var(--s-xl) var(--s-l);margin:0 0 var(--s-xl)}
.empty>.i{font-size:1.5rem;color:var(--muted)}
.empty-title{font-weight:600;margin:var(--s-s) 0 var(--s-xs)}
details{margin:0 0 var(--s-l)}
summary{display:flex;align-items:center;gap:var(--s-s);min-height:var(--target);color:var(--action);cursor:pointer;list-style:none;text-decoration:underline;text-underline-offset:.22em}
summary::-webkit-details-marker{display:none}
summary::before{content:"";flex:none;width:.5em;height:.5em;border:solid currentColor;border-width:0 2px 2px 0;transform:rotate(-45deg)}
details[open]>summary::before{transform:rotate(45deg)}
.details-body{border-left:2px solid var(--line);padding-left:var(--s-l);margin-left:.2em}
`;

const lists = `
.summary{margin:0 0 var(--s-xl);border-top:1px solid var(--line)}
.summary>div{display:grid;grid-template-columns:1fr auto;gap:0 var(--s-m);align-items:center;padding:var(--s-s) 0;border-bottom:1px solid var(--line)}
.summary dt{color:var(--muted);font-size:var(--small)}
.summary dd{margin:0;grid-column:1;white-space:pre-line}
.summary dd.change{grid-column:2;grid-row:1/3}
.change a{display:inline-flex;align-items:center;justify-content:flex-end;min-height:var(--target);min-width:var(--target)}
.steps{list-style:none;counter-reset:s;padding:0;margin:0 0 var(--s-xl)}
.steps>li{counter-increment:s;position:relative;padding:0 0 var(--s-l) 2.8em}
.steps>li::before{content:counter(s);position:absolute;left:0;top:0;width:1.9em;height:1.9em;display:grid;place-items:center;border:1.5px solid var(--action);border-radius:50%;color:var(--action);font-weight:600;line-height:1}
.steps :is(h2,h3,h4){margin:.1em 0 var(--s-xs)}
.timeline{list-style:none;padding:0;margin:0 0 var(--s-xl)}
.timeline>li{position:relative;padding:0 0 var(--s-xl) 2.2em}
.timeline>li:not(:last-child)::before{content:"";position:absolute;left:calc(.65em - 1px);top:1.6em;bottom:-.2em;border-left:2px solid var(--line)}
.timeline>.done:not(:last-child)::before{border-color:var(--good)}
.timeline>li:last-child{padding-bottom:0}
.dot{position:absolute;left:0;top:.12em;width:1.3em;height:1.3em;display:grid;place-items:center;border:2px solid var(--edge);border-radius:50%;background:var(--surface)}
.done .dot{border-color:var(--good);background:var(--good);color:var(--surface)}
.done .dot .i{width:.9em;height:.9em;stroke-width:2.5}
.now .dot{border-color:var(--action);box-shadow:inset 0 0 0 3px var(--surface),inset 0 0 0 1em var(--action)}
.timeline :is(h2,h3,h4){margin:0;font-size:var(--h3)}
.timeline p{margin:0 0 var(--s-xs)}
.timeline-word{display:inline-block;font-size:var(--small);font-weight:400;color:var(--muted);margin-left:var(--s-xs)}
.done .timeline-word{color:var(--good)}.now .timeline-word{color:var(--action);font-weight:600}
.next :is(h2,h3,h4){color:var(--muted);font-weight:400}
.table{width:100%;border-collapse:collapse;margin:0 0 var(--s-xl);background:var(--surface)}
.table caption{text-align:left;font-weight:600;padding:0 0 var(--s-s)}
.table th,.table td{text-align:left;vertical-align:top;padding:var(--s-m);border-bottom:1px solid var(--line)}
.table th{color:var(--muted);font-size:var(--small);font-weight:400;white-space:nowrap}
.table .num{text-align:right}
@media(max-width:40em){.table,.table tbody,.table tr,.table td,.table caption{display:block}.table{background:none}.table thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}.table tr{background:var(--surface);border:1px solid var(--line);border-radius:var(--radius);padding:var(--s-s) var(--s-l);margin-bottom:var(--s-m)}.table td,.table .num{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 var(--s-l);padding:6px 0;border:0;text-align:left}.table td::before{content:attr(data-label);color:var(--muted);font-size:var(--small)}}
.pages{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:0 var(--s-l);margin:var(--s-l) 0}
.pages a{display:inline-flex;align-items:center;min-height:var(--target);padding:0 var(--s-s)}
.pages span{color:var(--muted);font-size:var(--small)}
.areas{list-style:none;padding:0;margin:0 0 var(--s-xl);display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,6.5em),1fr));gap:var(--s-s)}
.areas a{display:flex;flex-direction:column;justify-content:center;height:100%;min-height:max(var(--target),56px);padding:var(--s-s) var(--s-m);background:var(--surface);border:1px solid var(--line);border-radius:var(--radius);text-decoration:none;line-height:1.4}
.areas a:hover{border-color:var(--action)}
.areas b{font-weight:600;text-decoration:underline;text-decoration-thickness:1px;text-underline-offset:.22em}
.areas small{color:var(--muted)}
.areas a[aria-current]{border:2px solid var(--action)}
.done h1{display:flex;align-items:center;gap:var(--s-s)}
.done h1 .i{color:var(--good)}
.done h1+.lead{margin-bottom:var(--s-l)}
.ticket{background:var(--surface);border:2px solid var(--ink);border-radius:var(--radius);margin:0 0 var(--s-m)}
.ticket-number{margin:0;padding:var(--s-l);text-align:center;border-bottom:2px dashed var(--edge)}
.ticket-number span{display:block;color:var(--muted);font-size:var(--small)}
.ticket-number b{display:block;font-size:clamp(2.2rem,15vw,4.2rem);line-height:1.12;letter-spacing:.03em;font-weight:700}
.ticket-number.long b{font-size:clamp(1.5rem,9.6vw,3rem);letter-spacing:0}
.ticket dl{margin:0;padding:var(--s-s) var(--s-l)}
.ticket dl>div{display:flex;flex-wrap:wrap;gap:0 var(--s-s);padding:var(--s-s) 0}
.ticket dl>div+div{border-top:1px solid var(--line)}
.ticket dt{flex:0 0 4em;color:var(--muted)}.ticket dd{flex:1 1 8em;margin:0}
.ticket dd b{font-size:1.1rem}.ticket dd small{display:block;color:var(--muted)}
.ticket ul{padding-left:1.1em;margin:0}
.qr{margin:0;text-align:center}
.ticket .qr{border-top:1px solid var(--line);padding:var(--s-l)}
.qr svg{display:block;width:8.5em;height:8.5em;margin:0 auto}
.qr figcaption{color:var(--muted);font-size:var(--small);margin-top:var(--s-s)}
.cancel a{display:inline-flex;align-items:center;min-height:var(--target)}
`;

const conditions = `
@media(min-width:48em){.card,.notice,.call,.errors{padding:20px 24px}.way.first{padding:19px 23px}.sheet{padding:40px 48px}}
@media(prefers-reduced-motion:reduce){*,*::before,*::after{transition:none!important;animation:none!important;scroll-behavior:auto!important}}
@media(forced-colors:active){.mark{border:1px solid}.btn,.tag,.choice label::before{border:2px solid ButtonText}mark{outline:1px solid}.choice input:checked+label{outline:2px solid Highlight}.dot,.choice input:checked+label::after{forced-color-adjust:none}.stars .full{fill:CanvasText}}
`;

/** One stylesheet for every page; comments-free and on as few lines as it needs. */
export function portalCss(): string {
  return [tokensCss(), base, layout, actions, content, lists, formsCss, conditions, printCss]
    .join("")
    .replace(/\n/g, "");
}
