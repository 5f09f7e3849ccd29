// <sk-passkey action="authenticate|register">: a button that signs in with a passkey, or adds one to the account.
const bytes = text => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), letter => letter.charCodeAt(0));
const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const withBytes = list => (list ?? []).map(one => ({...one, id: bytes(one.id)}));

customElements.define("sk-passkey", class extends HTMLElement {
    connectedCallback() {
        if (!window.PublicKeyCredential) {
            return;
        }
        this.hidden = false;
        this.querySelector("button").addEventListener("click", () => this[this.getAttribute("action")]()
            .catch(() => this.querySelector("[role=alert]").hidden = false));
    }

    async authenticate() {
        const options = await this.post("/webauthn/authenticate/options");
        const passkey = await navigator.credentials.get({publicKey: {
            ...options,
            challenge: bytes(options.challenge),
            allowCredentials: withBytes(options.allowCredentials)
        }});
        const shown = passkey.response;
        const answer = await this.post("/login/webauthn", {
            ...this.common(passkey),
            response: {
                authenticatorData: text(shown.authenticatorData),
                clientDataJSON: text(shown.clientDataJSON),
                signature: text(shown.signature),
                userHandle: shown.userHandle ? text(shown.userHandle) : undefined
            },
            credType: passkey.type
        });
        location.href = answer.redirectUrl;
    }

    async register() {
        const options = await this.post("/webauthn/register/options");
        const passkey = await navigator.credentials.create({publicKey: {
            ...options,
            challenge: bytes(options.challenge),
            user: {...options.user, id: bytes(options.user.id)},
            excludeCredentials: withBytes(options.excludeCredentials)
        }});
        const made = passkey.response;
        await this.post("/webauthn/register", {publicKey: {
            credential: {
                ...this.common(passkey),
                response: {
                    attestationObject: text(made.attestationObject),
                    clientDataJSON: text(made.clientDataJSON),
                    transports: made.getTransports?.() ?? []
                },
                type: passkey.type
            },
            label: this.label()
        }});
        location.reload();
    }

    common(passkey) {
        return {
            id: passkey.id,
            rawId: text(passkey.rawId),
            clientExtensionResults: passkey.getClientExtensionResults(),
            authenticatorAttachment: passkey.authenticatorAttachment
        };
    }

    label() {
        const day = new Date().toISOString().slice(0, 10);
        return `${navigator.userAgentData?.platform ?? navigator.platform} ${day}`;
    }

    async post(path, body) {
        const headers = {"Content-Type": "application/json", [this.getAttribute("csrf-header")]: this.getAttribute("csrf")};
        const answer = await fetch(this.getAttribute("prefix") + path, {
            method: "POST", headers, body: body && JSON.stringify(body)
        });
        if (!answer.ok) {
            throw new Error(`${path}: ${answer.status}`);
        }
        return answer.json();
    }
});
