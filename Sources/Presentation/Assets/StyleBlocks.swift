extension Assets {
    /// Cards, states, lists, tables and what shows the truth.
    static let styleBlocks = #"""
        @layer components {
        .card { background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); box-shadow: var(--shadow); min-inline-size: 0 }
        .card-head { display: flex; align-items: baseline; justify-content: space-between; gap: 4px 16px; padding: 13px 16px;
          border-block-end: 1px solid var(--line) }
        .card-aside { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: flex-end; gap: 0 6px; font-size: 13px; color: var(--ink-3) }
        .card-body { padding: 16px }
        .card-body.flush { padding: 0 }
        .card-body > * + * { margin-block-start: 14px }
        .card-foot { display: flex; flex-wrap: wrap; gap: 8px; justify-content: flex-end; padding: 12px 16px; border-block-start: 1px solid var(--line) }
        .live-part { display: contents }

        .badge { display: inline-flex; align-items: center; gap: 6px; padding: 1px 10px 1px 8px; border-radius: 99px; font-size: 12.5px; line-height: 20px;
          font-weight: 600; white-space: nowrap; background: var(--idle-soft); color: var(--idle) }
        .badge .dot { inline-size: 7px; block-size: 7px; border-radius: 50%; background: currentColor; flex: none }
        .badge.live { background: var(--live-soft); color: var(--live) }
        .badge.busy { background: var(--busy-soft); color: var(--busy) }
        .badge.warn { background: var(--warn-soft); color: var(--warn) }
        .badge.fail { background: var(--fail-soft); color: var(--fail) }
        .badge { box-shadow: inset 0 0 0 var(--edge) currentColor }
        .badge.idle { box-shadow: inset 0 0 0 1px var(--line) }
        @media (prefers-reduced-motion: no-preference) {
          .badge.busy .dot { animation: pulse 1.4s ease-in-out infinite }
          @keyframes pulse { 50% { opacity: 0.25 } }
        }

        .callout { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: 2px 10px; align-items: start; padding: 12px 16px;
          border: 1px solid var(--line-strong); border-radius: var(--radius); background: var(--surface) }
        .callout > .icon { margin-block-start: 2.5px }
        .callout-text { color: var(--ink-2) }
        .callout-text strong { color: var(--ink) }
        .callout .words { margin-block-start: 5px; font-size: 12.5px; color: var(--ink-2) }
        .callout-actions { display: flex; flex-wrap: wrap; gap: 8px }
        .callout.fail { background: var(--fail-soft); border-color: var(--fail-line) }
        .callout.fail > .icon { color: var(--fail) }
        .callout.warn { background: var(--warn-soft); border-color: color-mix(in oklab, var(--warn) 40%, transparent) }
        .callout.warn > .icon { color: var(--warn) }
        .callout.live { background: var(--live-soft); border-color: color-mix(in oklab, var(--live) 35%, transparent) }
        .callout.live > .icon { color: var(--live) }
        .callout.busy { background: var(--busy-soft); border-color: color-mix(in oklab, var(--busy) 35%, transparent) }
        .callout.busy > .icon, .callout.idle > .icon { color: var(--busy) }

        .facts { display: grid; gap: 7px }
        .facts > div { display: grid; grid-template-columns: minmax(92px, 1fr) 2fr; gap: 12px }
        .facts dt { color: var(--ink-3) }
        .facts dd { min-inline-size: 0; overflow-wrap: anywhere }
        .facts .meter { margin-block: 4px 2px }

        .meter { display: block; inline-size: 100%; block-size: 6px; border-radius: 3px }
        .meter-all { fill: var(--line) }
        .meter-part { fill: var(--accent) }
        .meter.warn .meter-part { fill: var(--warn) }
        .meter.fail .meter-part { fill: var(--fail) }
        .progress { display: grid; gap: 6px }
        .progress-label { font-size: 13px; color: var(--ink-2) }
        progress { appearance: none; inline-size: 100%; block-size: 6px; border: 0; border-radius: 3px; background: var(--line); overflow: hidden }
        progress::-webkit-progress-bar { background: var(--line) }
        progress::-webkit-progress-value { background: var(--accent); border-radius: 3px }
        progress::-moz-progress-bar { background: var(--accent) }
        progress:indeterminate { background: repeating-linear-gradient(90deg, var(--accent) 0 24px, var(--line) 24px 48px) }
        progress:indeterminate::-webkit-progress-bar { background: transparent }

        .work { display: grid; gap: 6px }
        .work-done { display: flex; align-items: center; gap: 8px; color: var(--live); font-weight: 600 }

        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 148px), 1fr)); gap: 10px }
        .tiles:has(small) { grid-template-columns: repeat(auto-fit, minmax(min(100%, 200px), 1fr)) }
        .tile { display: flex; align-items: center; gap: 11px; block-size: 100%; padding: 11px 13px; background: var(--surface); border: 1px solid var(--line);
          border-radius: var(--radius); box-shadow: var(--shadow); color: var(--ink); font-weight: 600; font-size: 13.5px; line-height: 1.35 }
        .tile:hover { text-decoration: none; border-color: var(--line-strong) }
        .tile-icon { display: grid; place-items: center; flex: none; inline-size: 30px; block-size: 30px; border-radius: 8px; background: var(--accent-soft);
          color: var(--accent-strong) }
        .tile-text { min-inline-size: 0; overflow-wrap: anywhere }
        .tile-text small { display: block; font-weight: 450 }
        .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 155px), 1fr)); gap: 14px }
        .figure { display: grid; align-content: start; padding: 14px 16px 13px; background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius);
          box-shadow: var(--shadow); color: var(--ink) }
        a.figure:hover { text-decoration: none; border-color: var(--line-strong) }
        .figure-name { color: var(--ink-2); font-size: 13px }
        .figure-value { font-size: 24px; line-height: 1.3; font-weight: 650; letter-spacing: -0.02em }
        .figure-note { color: var(--ink-3); font-size: 13px }

        .decisions li { display: grid; grid-template-columns: 16px minmax(0, 1fr) auto; gap: 0 13px; align-items: center; padding: 11px 16px }
        .decisions li + li { border-block-start: 1px solid var(--line) }
        .decisions .mark { align-self: start; margin-block-start: 3px; color: var(--ink-3) }
        .mark.fail { color: var(--fail) !important } .mark.warn { color: var(--warn) !important } .mark.live { color: var(--live) !important }
        .mark.busy { color: var(--busy) !important }
        .decision-text strong, .decision-text span { display: block }
        .decision-text span { color: var(--ink-3); font-size: 13px }

        .steps { display: flex; flex-wrap: wrap; gap: 8px 26px; color: var(--ink-2) }
        .steps li { display: flex; align-items: center; gap: 9px }
        .steps a, .steps .as-link { color: inherit; font: inherit }
        .step-mark { display: grid; place-items: center; inline-size: 22px; block-size: 22px; border: 1px solid var(--line-strong); border-radius: 50%;
          font-size: 12px; font-weight: 600 }
        .steps .done .step-mark { background: var(--live-soft); border-color: transparent; color: var(--live) }
        .steps .done .icon { inline-size: 13px; block-size: 13px }
        .steps .current { color: var(--ink); font-weight: 620 }
        .steps .current .step-mark { background: var(--accent); border-color: var(--accent); color: var(--on-accent) }

        .manual { max-inline-size: 72ch; display: flex; flex-direction: column; gap: 12px }
        .manual a { text-decoration: underline; text-underline-offset: 2px }
        .manual h2 { margin-block-start: 10px }
        .manual ul, .manual ol { padding-inline-start: 22px; display: flex; flex-direction: column; gap: 4px }
        .manual ul { list-style: disc } .manual ol { list-style: decimal }
        .manual pre { padding: 10px 12px; background: var(--sunk); border-radius: var(--radius-control) }
        .manual blockquote { margin: 0; padding-inline-start: 14px; border-inline-start: 3px solid var(--line-strong); color: var(--ink-2) }
        .manual-table th, .manual-table td { padding: 6px 10px 6px 0; border-block-end: 1px solid var(--line); text-align: start; vertical-align: top }
        .manual-table th { font-weight: 600; color: var(--ink-2) }
        .chart svg { display: block; inline-size: 100%; block-size: 120px; overflow: visible }
        .chart-bar { fill: var(--accent) }
        .chart-bar:hover { fill: var(--accent-strong) }
        .chart-line { stroke: var(--line-strong); stroke-width: 1; vector-effect: non-scaling-stroke }
        .chart-labels { display: flex; justify-content: space-between; padding-block-start: 5px; font-size: 12px; color: var(--ink-3) }
        .note { margin-block-start: 4px; padding-inline-start: 10px; border-inline-start: 2px solid var(--line); white-space: pre-line;
          overflow-wrap: anywhere; max-inline-size: 70ch }
        .chart details { margin-block-start: 8px; font-size: 13px }
        .chart summary { color: var(--ink-2); cursor: pointer }
        .chart-numbers { margin-block-start: 6px }
        .chart-numbers th, .chart-numbers td { padding: 3px 0; border-block-end: 1px solid var(--line); text-align: start }
        .chart-numbers .number { text-align: end }
        .chart-bar.second { fill: color-mix(in oklab, var(--accent) 42%, var(--surface)) }
        .plot-area { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 8px }
        .plot .plot-area svg { block-size: 150px }
        .plot-scale { display: flex; flex-direction: column; justify-content: space-between; margin-block: -8px; font-size: 12px; color: var(--ink-3);
          text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums }
        .plot-grid { stroke: var(--line); stroke-width: 1; vector-effect: non-scaling-stroke }
        .plot-mark { stroke: var(--fail); stroke-width: 1.5; stroke-dasharray: 5 4; vector-effect: non-scaling-stroke }
        .plot-labels { padding-block-start: 10px }
        .plot-key { display: flex; flex-wrap: wrap; gap: 4px 16px; margin-block-end: 16px; font-size: 12.5px; color: var(--ink-2); list-style: none }
        .plot-key li { display: flex; align-items: center; gap: 6px }
        .plot-swatch { inline-size: 10px; block-size: 10px; border-radius: 2px; background: var(--accent) }
        .plot-swatch.second { background: color-mix(in oklab, var(--accent) 42%, var(--surface)) }
        .plot-swatch.mark { block-size: 0; border-radius: 0; border-block-start: 2px dashed var(--fail); background: none }
        .empty { display: grid; justify-items: center; gap: 4px; padding: 44px 20px 48px; text-align: center; color: var(--ink-3) }
        .empty > .icon { inline-size: 26px; block-size: 26px; margin-block-end: 8px; color: var(--line-strong) }
        .empty h3 { color: var(--ink); font-size: 15px }
        .empty p { max-inline-size: 46ch; text-wrap: balance }
        .empty-actions { display: flex; flex-wrap: wrap; justify-content: center; gap: 8px; margin-block-start: 14px }

        .views { display: grid; grid-template-columns: repeat(auto-fit, minmax(210px, 1fr)); overflow: hidden; border-radius: 0 0 var(--radius) var(--radius) }
        .view { padding: 12px 16px 13px; font-size: 13px; color: var(--ink-2); box-shadow: -1px -1px 0 var(--line); min-inline-size: 0; overflow-wrap: anywhere }
        .view-head { display: flex; align-items: center; justify-content: space-between; gap: 10px; margin-block-end: 3px; color: var(--ink) }

        .code-line { display: flex; align-items: center; gap: 10px; padding: 3px 4px 3px 12px; min-block-size: 38px; background: var(--sunk); border: 1px solid var(--line);
          border-radius: var(--radius-control) }
        .code-line code { flex: 1; min-inline-size: 0; word-break: break-all; padding-block: 5px }
        .button.copied { color: var(--live) }
        .code-label { color: var(--ink-3); font-size: 13px; flex: none }

        .log { max-block-size: 420px; overflow: auto; padding: 10px 16px; background: var(--sunk); border: 1px solid var(--line); border-radius: var(--radius-control);
          font: 12.5px/1.65 var(--mono); scrollbar-width: thin }
        .card-body.flush > .log { border: 0; border-radius: 0 0 var(--radius) var(--radius) }
        .log .line { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 14px; overflow-wrap: anywhere }
        .log .line:not(:has(time)) { grid-template-columns: minmax(0, 1fr) }
        .log time { color: var(--ink-3) }
        .log .fail span { color: var(--fail) } .log .warn span { color: var(--warn) }
        .resource + .resource, .server-line + .server-line { margin-block-start: 15px }
        .resource-head, .server-head { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 10px; margin-block-end: 5px }
        .resource-head .badge, .server-head .badge { margin-inline-start: auto }
        .resource-note { color: var(--ink-3); font-size: 13px }
        .resource .meter { margin-block-end: 3px }
        .server-head > a { font-weight: 620; color: var(--ink) }
        .quiet-link { color: inherit }
        .hit { display: flex; gap: 10px }
        .hit .icon { margin-block-start: 3px; color: var(--ink-3) }
        .plain-list { display: grid; gap: 6px; color: var(--ink-2) }
        .entries > li + li { margin-block-start: 6px; padding-block-start: 10px; border-block-start: 1px solid var(--line) }
        .entries > li > div:first-child { color: var(--ink); font-weight: 550 }
        .muted { color: var(--ink-3); font-weight: 450 }
        .row { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 10px }
        .icon-samples { display: flex; flex-wrap: wrap; gap: 14px; color: var(--ink-2) }
        .error-page { display: grid; justify-items: start; gap: 12px; max-inline-size: 60ch }
        }

        """#
}
