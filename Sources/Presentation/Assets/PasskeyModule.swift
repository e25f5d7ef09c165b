extension Assets {
    /// Asks the browser for a passkey and sends what it gives with the form. Without this module, or in a browser without passkeys, those forms
    /// stay hidden and the other ways stay open.
    static let passkeyModule = #"""
        const decode = text => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), each => each.charCodeAt(0))
        const encode = bytes => bytes
          ? btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '') : undefined
        const described = list => list?.map(each => ({ ...each, id: decode(each.id) }))

        async function create(options) {
          const made = await navigator.credentials.create({ publicKey: {
            ...options, challenge: decode(options.challenge), user: { ...options.user, id: decode(options.user.id) },
            excludeCredentials: described(options.excludeCredentials) } })
          return { id: made.id, clientDataJSON: encode(made.response.clientDataJSON), attestationObject: encode(made.response.attestationObject) }
        }

        async function get(options) {
          const shown = await navigator.credentials.get({ publicKey: {
            ...options, challenge: decode(options.challenge), allowCredentials: described(options.allowCredentials) } })
          return { id: shown.id, clientDataJSON: encode(shown.response.clientDataJSON),
            authenticatorData: encode(shown.response.authenticatorData), signature: encode(shown.response.signature),
            userHandle: encode(shown.response.userHandle) }
        }

        for (const form of document.querySelectorAll('form[data-passkey]')) {
          if (!window.PublicKeyCredential) {
            form.hidden = true
            for (const note of document.querySelectorAll('[data-without-passkey]')) note.classList.add('told')
            continue
          }
          form.addEventListener('submit', async event => {
            event.preventDefault()
            const problem = form.querySelector('[role=alert]')
            problem.hidden = true
            try {
              const answer = await fetch(form.dataset.options, { method: 'POST' })
              if (!answer.ok) throw new Error(answer.statusText)
              const options = await answer.json()
              const credential = await (form.dataset.passkey === 'create' ? create(options) : get(options))
              form.elements.credential.value = JSON.stringify(credential)
              form.submit()
            } catch {
              problem.hidden = false
              delete form.dataset.sent
            }
          })
        }
        """#
}
