// Fields. Native inputs stay where they are (focus, autofill, screen readers); only what is drawn around them changes.

export const formsCss = `
.field{border:0;margin:0 0 var(--s-xl);padding:0;min-width:0}
.field>label,.field>legend{display:block;padding:0;font-weight:600;margin-bottom:var(--s-xs);width:100%}
.field h1{margin:0}
.field h1 label,legend h1{display:block}
.field>h1+*,.field>legend+*{margin-top:var(--s-s)}
.field.bad{border-left:4px solid var(--seal);padding-left:var(--s-l)}
.optional{font-weight:400;color:var(--muted)}
.hint{color:var(--muted);margin:0 0 var(--s-s);font-size:1rem}
.error{display:flex;gap:6px;align-items:flex-start;color:var(--seal);font-weight:600;margin:0 0 var(--s-s)}
.error .i{margin-top:.22em}
.box{display:block;width:100%;max-width:100%;min-height:max(var(--target),52px);padding:var(--s-s) var(--s-m);background:var(--surface);color:inherit;border:1.5px solid var(--edge);border-radius:var(--radius);font:inherit;line-height:1.5}
.box:focus{outline:3px solid var(--focus);outline-offset:0;border-color:var(--focus);border-radius:var(--radius)}
.bad .box{border:2px solid var(--seal)}
textarea.box{min-height:7em;resize:vertical;line-height:var(--lh)}
select.box{appearance:none;padding-right:2.6em;background-image:linear-gradient(45deg,transparent 50%,currentColor 50%),linear-gradient(-45deg,transparent 50%,currentColor 50%);background-position:calc(100% - 1.25em) 55%,calc(100% - .9em) 55%;background-size:.36em .36em;background-repeat:no-repeat}
.box.half{max-width:15em}
.box.code{max-width:9em;font-size:1.4rem;letter-spacing:.16em}
.count{margin:var(--s-s) 0 0;font-size:var(--small)}
.count.over{color:var(--seal);font-weight:600}
.errors{background:var(--surface);border:2px solid var(--seal);border-radius:var(--radius);padding:var(--s-l);margin:0 0 var(--s-xl)}
.errors h2{display:flex;gap:var(--s-s);align-items:flex-start;margin:0 0 var(--s-xs);font-size:var(--h3);color:var(--seal)}
.errors h2 .i{margin-top:.14em}
.errors ul{list-style:none;margin:0;padding:0}
.errors a{display:flex;align-items:center;min-height:44px;color:var(--seal);font-weight:600}
html[data-elder] .errors a{min-height:60px}
.choice{position:relative;margin:0 0 var(--s-s)}
.choice input{position:absolute;left:var(--s-l);top:calc((max(var(--target),56px) - 1.4em)/2);width:1.4em;height:1.4em;margin:0;opacity:0;cursor:pointer}
.choice label{position:relative;display:block;min-height:max(var(--target),56px);padding:calc((max(var(--target),56px) - 1lh)/2 - 1.5px) var(--s-l) calc((max(var(--target),56px) - 1lh)/2 - 1.5px) calc(var(--s-l) + 2em);background:var(--surface);border:1.5px solid var(--edge);border-radius:var(--radius);cursor:pointer;transition:background-color var(--motion)}
.choice label:hover{background:var(--action-ground)}
.choice label::before,.choice label::after{content:"";position:absolute;left:var(--s-l);top:calc((max(var(--target),56px) - 1.3em)/2 - 1.5px);width:1.3em;height:1.3em}
.choice label::before{border:2px solid var(--edge);border-radius:50%;background:var(--surface)}
.choice input[type=checkbox]+label::before{border-radius:4px}
.choice input:checked+label{border-color:var(--action);box-shadow:inset 0 0 0 1px var(--action);background:var(--action-ground)}
.choice input:checked+label::before{border-color:var(--action)}
.choice input[type=radio]:checked+label::after{border-radius:50%;background:var(--action);transform:scale(.5)}
.choice input[type=checkbox]:checked+label::after{left:calc(var(--s-l) + .45em);width:.4em;height:.75em;top:calc((max(var(--target),56px) - .95em)/2 - 1.5px);border:solid var(--action);border-width:0 2.5px 2.5px 0;transform:rotate(45deg)}
.choice input:focus-visible+label{outline:3px solid var(--focus);outline-offset:2px}
.choice>.hint{margin:var(--s-xs) 0 var(--s-m) var(--s-l);font-size:var(--small)}
.choice.off label{background:transparent;color:var(--muted);border-style:dashed;cursor:not-allowed}
.choice.off label b{text-decoration:line-through;font-weight:400}
.choice.off label::before{visibility:hidden}
.date-boxes{display:flex;flex-wrap:wrap;gap:var(--s-s)}
.date-boxes>div{display:flex;align-items:center;gap:var(--s-s)}
.date-boxes .box{width:3.2em;padding-inline:var(--s-xs);text-align:center}
.date-boxes>div:first-child .box{width:4.4em}
.area-picker{display:grid;gap:0 var(--s-l);grid-template-columns:repeat(auto-fit,minmax(min(100%,11em),1fr))}
.area-picker .field{margin-bottom:var(--s-l)}
.slot-day{margin:0 0 var(--s-xl)}
.slot-date{display:flex;gap:6px;align-items:center;margin:0 0 var(--s-s);font-weight:600}
.slot-date .i{color:var(--muted)}
.slot-grid{display:grid;gap:var(--s-s);grid-template-columns:repeat(auto-fill,minmax(min(100%,15em),1fr))}
.slot-grid .choice{margin:0}
.slot-grid .choice label{height:100%}
.slot-grid b{font-size:1.1rem;margin-right:var(--s-s)}
.slot-who{display:block;font-size:var(--small);color:var(--muted)}
.slot-seats{display:block;font-size:var(--small);color:var(--good)}
.slot-seats.few{color:var(--attention);font-weight:600}
.off .slot-seats{color:var(--muted)}
.rating .choice label{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:0 var(--s-l)}
.stars{display:inline-flex;flex-wrap:wrap;gap:2px;color:var(--attention)}
.stars .full{fill:currentColor}
.rating .choice:last-child{margin-top:var(--s-l)}
`;
