/** A vendor, running, and how its agents are registered and what they answer. */
export interface RunningProvider extends AsyncDisposable {
  /** The adapter's name under `/v1/adapters`. */
  readonly adapter: string
  /** One upstream in the gateway's own words. `slow`: of the agent that can be canceled, where that is another one. */
  upstream(slow?: boolean): object
  /** The same as LiteLLM's page writes it, without the name; and in a second form, as its user interface sends it. */
  litellm(slow?: boolean): object
  litellmForm(slow?: boolean): object
  /** Two texts of one conversation, and what is answered. The second answer shows that the first is remembered. */
  readonly turns: readonly [Exchange, Exchange]
  /** What takes long enough to be canceled; absent, and why, where nothing can be. */
  readonly slow: { readonly text: string } | { readonly cannot: string }
  /** Where the secrets stand in the settings, and what they are: shown nowhere. */
  readonly secrets: Readonly<Record<string, string>>
}

export interface Exchange {
  readonly text: string
  readonly answer: string
}

/** The members that LiteLLM's user interface writes into every card. */
export const formCard = (name: string, url: string) => ({
  protocolVersion: '1.0',
  name,
  description: `${name} agent`,
  url,
  version: '1.0.0',
  defaultInputModes: ['text'],
  defaultOutputModes: ['text'],
  capabilities: { streaming: true },
  skills: [{ id: 'chat', name: 'Chat', description: 'General chat capability', tags: ['chat', 'conversation'] }],
})
