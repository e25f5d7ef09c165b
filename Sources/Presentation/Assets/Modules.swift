extension Assets {
    /// Small modules; every page works without them.
    static let panelModule = #"""
        import './live.js'
        import './comfort.js'
        """#

    /// What changes by itself. One stream of events for all tabs of this browser: the tab that holds the lock listens and tells the others.
    static let liveModule = #"""
        const channel = new BroadcastChannel('hostwright-live')
        const parts = target => document.querySelectorAll(`[data-live="${CSS.escape(target)}"]`)

        function replace(part, html) {
          const template = document.createElement('template')
          template.innerHTML = html
          const next = template.content.firstElementChild
          if (!next || part.isEqualNode(next)) return
          const focused = part.contains(document.activeElement)
          part.replaceWith(next)
          if (focused) next.querySelector('a, button, summary')?.focus()
        }

        function apply(change) {
          if (change.refresh) return refresh()
          for (const part of parts(change.target)) replace(part, change.html)
        }

        // After a pause in the stream: what was missed is taken from the page itself.
        let refreshing = false
        async function refresh() {
          if (refreshing || !document.querySelector('[data-live]')) return
          refreshing = true
          try {
            const answer = await fetch(location.href, { headers: { 'X-Requested-With': 'live' } })
            if (!answer.ok || answer.redirected) return
            const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
            const seen = new Map()
            for (const next of fresh.querySelectorAll('[data-live]')) {
              const nth = seen.get(next.dataset.live) ?? 0
              seen.set(next.dataset.live, nth + 1)
              const part = parts(next.dataset.live)[nth]
              if (part) replace(part, next.outerHTML)
            }
          } catch { /* offline: the stream says when it is back */ } finally { refreshing = false }
        }

        function listen() {
          return new Promise(() => {
            const stream = new EventSource('/events')
            const tell = change => { channel.postMessage(change); apply(change) }
            stream.addEventListener('change', event => tell(JSON.parse(event.data)))
            stream.addEventListener('open', () => tell({ refresh: true }))
          })
        }

        if (document.querySelector('.shell')) {
          channel.addEventListener('message', event => apply(event.data))
          if (navigator.locks) navigator.locks.request('hostwright-live', listen)
          else listen()
          addEventListener('pageshow', event => { if (event.persisted) refresh() })
        }
        """#

    /// Copying, keys, menus that close.
    static let comfortModule = #"""
        for (const button of document.querySelectorAll('[data-copy]')) if (navigator.clipboard) button.hidden = false

        document.addEventListener('click', async event => {
          const copy = event.target.closest('[data-copy]')
          if (copy) {
            await navigator.clipboard.writeText(copy.dataset.copy)
            const label = copy.querySelector('span')
            const word = label.textContent
            if (!copy.classList.contains('copied')) {
              copy.classList.add('copied')
              label.textContent = copy.dataset.confirm
              setTimeout(() => { copy.classList.remove('copied'); label.textContent = word }, 1400)
            }
          }
          for (const menu of document.querySelectorAll('details[data-menu][open]')) if (!menu.contains(event.target)) menu.open = false
        })

        document.addEventListener('keydown', event => {
          if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
            const field = document.querySelector('[data-keys=k]')
            if (field) { event.preventDefault(); field.focus(); field.select() }
          }
          if (event.key === 'Escape') {
            const menu = document.querySelector('details[data-menu][open]')
            if (menu) { menu.open = false; menu.querySelector('summary').focus() }
            const drawer = document.getElementById('nav-toggle')
            if (drawer?.checked) { drawer.checked = false; drawer.focus() }
          }
        })

        // A form that is being sent is not sent again by a second click; the server would notice too.
        document.addEventListener('submit', event => {
          if (event.target.method !== 'post') return
          if (event.target.dataset.sent) event.preventDefault()
          event.target.dataset.sent = 'yes'
        })
        addEventListener('pageshow', () => { for (const form of document.forms) delete form.dataset.sent })
        """#

    static let mark = #"""
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#00787d"/><path d="M9 8h4v6.2h6V8h4v16h-4v-6.2h-6V24H9z" fill="#fff"/></svg>
        """#
}
