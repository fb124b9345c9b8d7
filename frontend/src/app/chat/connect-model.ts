import { Component } from '@angular/core';
import { Banner } from '../ui/banner';

/** Says that no model answers, and how to connect one. */
@Component({
  selector: 'mc-connect-model',
  imports: [Banner],
  template: `
    <mc-banner>
      <details>
        <summary>No model is connected: answers are quotes from memory. <u>Connect one</u></summary>
        <p>
          Start Ollama, LM Studio or a llama.cpp server on this machine: it is found by itself. For
          any other OpenAI-compatible server, set <code>OPENAI_BASE_URL</code> and
          <code>OPENAI_API_KEY</code>, then start Memocha again.
        </p>
      </details>
    </mc-banner>
  `,
  styleUrl: './banner-details.scss',
})
export class ConnectModel {}
