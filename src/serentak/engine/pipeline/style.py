"""How a run's report looks: it stands alone, so its style stands in it."""

STYLE = """
:root{color-scheme:light dark;--bg:#fff;--sunken:#f6f5f2;--ink:#1b1d22;--soft:#4b5159;--rule:#dcdad5;--accent:#4b2e8f}
@media (prefers-color-scheme:dark){:root{--bg:#16171b;--sunken:#1f2126;--ink:#ecebe7;--soft:#b3b5ba;--rule:#3a3d44;--accent:#b9a6ec}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);font:1rem/1.5 "Public Sans",system-ui,"Segoe UI",Roboto,"Noto Sans",Arial,sans-serif}
header{padding:.75rem 1.5rem;border-bottom:3px solid var(--accent);font-weight:600}
main{max-width:76rem;margin:0 auto;padding:1.5rem}
h1{margin:0 0 1.5rem;font-size:1.75rem;line-height:1.25;max-width:28em;text-wrap:balance}
h2{margin:2.5rem 0 .75rem;font-size:1.125rem}
.over{margin:0 0 .25rem;color:var(--soft)}
.note{margin:.5rem 0;color:var(--soft);font-size:.875rem}
dl{margin:0}dd{margin:0}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));border:1px solid var(--rule)}
.tiles div{padding:.75rem 1rem;border-right:1px solid var(--rule)}
.tiles dt,.facts dt{color:var(--soft);font-size:.875rem}
.tiles dd{font-size:1.25rem;font-weight:600;font-variant-numeric:tabular-nums}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.9375rem}
th,td{padding:.375rem .75rem;border-bottom:1px solid var(--rule);text-align:right;vertical-align:top}
th{color:var(--soft);font-size:.8125rem;font-weight:600;border-bottom-color:var(--ink);vertical-align:bottom}
.t3 td:nth-child(2){white-space:nowrap}
td.n{font-variant-numeric:tabular-nums;white-space:nowrap}
th:first-child,td:first-child,.t2 :is(th,td):nth-child(2),.t3 :is(th,td):is(:nth-child(2),:nth-child(3)){text-align:left}
th:first-child,td:first-child{padding-left:0}
details{border-bottom:1px solid var(--rule)}
summary{padding:.625rem 0;cursor:pointer;font-weight:600}
summary span{color:var(--soft);font-weight:400}
.facts div{margin-top:.75rem}
.code,section:last-child td:nth-child(3){font:.8125rem/1.6 ui-monospace,Consolas,monospace}
.code{overflow-wrap:anywhere}
@media (max-width:40rem){table{min-width:38rem}main{padding:1rem}h1{font-size:1.375rem}}
@media print{header{border-bottom-width:1px}details:not([open]){display:none}section{break-inside:avoid-page}}
"""
