// Generated from backend/openapi.json by `npm run fix`; do not edit.

export interface paths {
  '/api/breakers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Breakers_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/breakers/open': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Breakers_open'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/breakers/close': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Breakers_close'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/sessions/{id}/messages': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Messages_history'];
    put?: never;
    post: operations['Chat_send'];
    delete: operations['Messages_clear'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/chat': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Chat_chat'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/messages/{id}/receipt': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Receipt_receipt'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/streams/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Streams_read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/streams/{id}/continue': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Streams_continue'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/streams/{id}/stop': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Streams_stop'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/sessions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Sessions_list'];
    put?: never;
    post: operations['Sessions_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/sessions/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Sessions_get'];
    put?: never;
    post?: never;
    delete: operations['Sessions_delete'];
    options?: never;
    head?: never;
    patch: operations['Sessions_update'];
    trace?: never;
  };
  '/api/spaces': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Spaces_list'];
    put?: never;
    post: operations['Spaces_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/spaces/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete: operations['Spaces_delete'];
    options?: never;
    head?: never;
    patch: operations['Spaces_rename'];
    trace?: never;
  };
  '/api/memories/recall': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['Memories_recall'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/search': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Search_search'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/jobs/dead': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['DeadJobs_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/jobs/dead/redrive': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post: operations['DeadJobs_redrive'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/import': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Imports_list'];
    put?: never;
    post: operations['Imports_start'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/import/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Imports_get'];
    put?: never;
    post?: never;
    delete: operations['Imports_cancel'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/health/live': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Health_live'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/health/ready': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Health_ready'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/health': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Health_detail'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/status': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Status_status'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/metrics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['Metrics_read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    /** @enum {string} */
    BreakerState: 'closed' | 'open' | 'half-open';
    BreakerDto: {
      /** @example chat:llama3.2@127.0.0.1:11434 */
      name: string;
      state: components['schemas']['BreakerState'];
      /**
       * Format: date-time
       * @description When it came into this state.
       */
      since: string;
      /**
       * @description Failures in a row.
       * @example 5
       */
      failures: number;
      /**
       * Format: date-time
       * @description From when on a call tries again, while it is open.
       */
      retryAt: string | null;
      /** @description Held open by an administrator, until it is closed. */
      held: boolean;
    };
    BreakerListDto: {
      items: components['schemas']['BreakerDto'][];
    };
    FieldFault: {
      /** @example title */
      field: string;
      /** @example title must be longer than or equal to 1 characters */
      message: string;
    };
    Problem: {
      /** @example about:blank */
      type: string;
      /** @example Not Found */
      title: string;
      /** @example 404 */
      status: number;
      /**
       * @description Stable name of the failure.
       * @example not_found
       */
      code: string;
      /** @example There is no conversation with that id. It may have been deleted. */
      detail: string;
      /** @description Finds the request in the log. */
      requestId?: string;
      errors?: components['schemas']['FieldFault'][];
    };
    BreakerNameDto: {
      /** @example chat:llama3.2@127.0.0.1:11434 */
      name: string;
    };
    SendMessageDto: {
      /** @example What is my dog called? */
      text: string;
      /**
       * Format: uuid
       * @description Made by the client. The same again never doubles the turn; a failed one is tried again.
       */
      requestId?: string;
    };
    ChatDto: {
      /** @example What is my dog called? */
      message: string;
      /**
       * Format: uuid
       * @description Left out: a new conversation.
       */
      sessionId?: string;
      /**
       * @description Space of a new conversation.
       * @example Work
       */
      space?: string;
      /**
       * Format: uuid
       * @description The same again never doubles the turn.
       */
      requestId?: string;
    };
    /** @enum {string} */
    MemoryKind: 'turn';
    RecallPartsDto: {
      /**
       * @description By its words.
       * @example 0.9
       */
      lexical: number;
      /**
       * @description By its meaning.
       * @example 0.4
       */
      meaning: number;
      /**
       * @description By what was said around it.
       * @example 0.2
       */
      context: number;
      /**
       * @description For who said it.
       * @example 0
       */
      speaker: number;
      /**
       * @description For when it was said.
       * @example 0
       */
      time: number;
      /**
       * @description For being an instruction that holds from then on.
       * @example 0
       */
      standing: number;
      /**
       * @description For being said lately, where that was asked for.
       * @example 0
       */
      newest: number;
    };
    /** @enum {string} */
    MessageRole: 'user' | 'assistant';
    MemorySourceDto: {
      /** Format: uuid */
      messageId: string;
      /** @description Its id where it was imported from. */
      externalId: string | null;
      /** Format: uuid */
      sessionId: string;
      /** @example A dog called Rex */
      sessionTitle: string;
      /** @description The conversation's id where it was imported from. */
      sessionExternalId: string | null;
      role: components['schemas']['MessageRole'];
    };
    RecalledMemoryDto: {
      /** Format: uuid */
      memoryId: string;
      kind: components['schemas']['MemoryKind'];
      /** @example My dog is called Rex. */
      text: string;
      /**
       * Format: date-time
       * @description When it was said.
       */
      at: string;
      /**
       * @description Comparable within one recall only.
       * @example 1.21
       */
      score: number;
      parts: components['schemas']['RecallPartsDto'];
      /**
       * @description Tokens of the text.
       * @example 7
       */
      tokens: number;
      /** @description Who said it, among people. */
      speaker: string | null;
      /**
       * Format: uuid
       * @description The memory with a later statement about the same thing, where that could be told.
       */
      outdatedBy: string | null;
      /**
       * Format: date-time
       * @description When that was said.
       */
      outdatedAt: string | null;
      sources: components['schemas']['MemorySourceDto'][];
    };
    ChatAnswerDto: {
      /** Format: uuid */
      sessionId: string;
      /**
       * Format: uuid
       * @description Id of the answer.
       */
      messageId: string;
      /** @example Your dog is called Rex; you told me in May. */
      answer: string;
      /** @example llama3.2 */
      model: string | null;
      memories: components['schemas']['RecalledMemoryDto'][];
      /**
       * @description What it had to do without.
       * @example []
       */
      degraded: string[];
    };
    RecallTimingsDto: {
      /**
       * @description The query's embedding; searches by words run meanwhile.
       * @example 11.2
       */
      embedMs: number;
      /** @example 4.1 */
      searchMs: number;
      /** @example 1.3 */
      rankMs: number;
      /** @example 16.8 */
      totalMs: number;
    };
    ReceiptMemoryDto: {
      /** Format: uuid */
      memoryId: string;
      /**
       * @description Comparable within one receipt only.
       * @example 1.21
       */
      score: number;
      parts: components['schemas']['RecallPartsDto'];
      /** @description Null when it was forgotten since. */
      memory: components['schemas']['RecalledMemoryDto'] | null;
    };
    /** @enum {string} */
    LeftOutReason:
      'repeated' | 'token_budget' | 'limit' | 'in_conversation' | 'nothing_fits' | 'question';
    LeftOutMemoryDto: {
      /** Format: uuid */
      memoryId: string;
      /**
       * @description Comparable within one receipt only.
       * @example 1.21
       */
      score: number;
      parts: components['schemas']['RecallPartsDto'];
      /** @description Null when it was forgotten since. */
      memory: components['schemas']['RecalledMemoryDto'] | null;
      reason: components['schemas']['LeftOutReason'];
    };
    ReceiptHistoryDto: {
      /** @example 12 */
      sent: number;
      /**
       * @description For want of room.
       * @example 0
       */
      leftOut: number;
    };
    PromptTokensDto: {
      /** @example 300 */
      system: number;
      /** @example 1200 */
      history: number;
      /** @example 400 */
      memories: number;
      /** @example 20 */
      message: number;
    };
    PromptMessageDto: {
      /** @enum {string} */
      role: 'system' | 'user' | 'assistant';
      text: string;
      /**
       * @description Tokens by our own count.
       * @example 412
       */
      tokens: number;
    };
    ReceiptDto: {
      /** Format: uuid */
      messageId: string;
      /** @description Null: the answer is made of quotes. */
      model: string | null;
      /** @example [] */
      degraded: string[];
      /** @example 0.87 */
      confidence: number | null;
      /** @description Recall was too unsure, so that no memory was sent. */
      nothingFits: boolean;
      timings: components['schemas']['RecallTimingsDto'] | null;
      /** @description Those that were sent, best first. */
      memories: components['schemas']['ReceiptMemoryDto'][];
      leftOut: components['schemas']['LeftOutMemoryDto'][];
      history: components['schemas']['ReceiptHistoryDto'];
      tokens: components['schemas']['PromptTokensDto'] | null;
      /** @description All that the model was sent; empty where no model was asked. */
      prompt: components['schemas']['PromptMessageDto'][];
      /** @description Whether the prompt is shown as it was. False when something in it was deleted since or reads otherwise, such as the title of a conversation, or the server was updated. */
      exact: boolean;
    };
    CreateSessionDto: {
      /** @example Plans for the garden */
      title?: string;
      /**
       * @description Name of a space, made when it does not exist; left out: the default space.
       * @example Work
       */
      space?: string;
    };
    SessionDto: {
      /** Format: uuid */
      id: string;
      /** @example A dog called Rex */
      title: string;
      /**
       * @description Name of its space.
       * @example Personal
       */
      space: string;
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      updatedAt: string;
    };
    SessionPageDto: {
      items: components['schemas']['SessionDto'][];
      /** @description Cursor of the next page. */
      nextCursor: string | null;
    };
    UpdateSessionDto: {
      /** @example Plans for the garden */
      title?: string;
      /**
       * @description Name of the space that it moves to with all that is remembered from it; made when it does not exist.
       * @example Work
       */
      space?: string;
    };
    SpaceDto: {
      /** Format: uuid */
      id: string;
      /** @example Work */
      name: string;
      /** @description Taken where a request names no space; cannot be deleted. */
      isDefault: boolean;
      /**
       * @description Conversations in it.
       * @example 12
       */
      sessions: number;
      /** Format: date-time */
      createdAt: string;
    };
    SpaceListDto: {
      items: components['schemas']['SpaceDto'][];
      /** @description Always null: all are listed. */
      nextCursor: string | null;
    };
    NameSpaceDto: {
      /** @example Work */
      name: string;
    };
    RecallRequestDto: {
      /** @example What is my dog called? */
      query: string;
      /**
       * @description Left out: the default space.
       * @example Work
       */
      space?: string;
      /** @default 20 */
      limit: number;
      /** @description Tokens that all texts together may have; left out: no limit. */
      tokenBudget?: number;
      /**
       * Format: date-time
       * @description When it is asked, which is what "yesterday" means. Without a zone, in UTC. Left out: now.
       */
      at?: string;
    };
    RecollectionDto: {
      /** @description Best first. */
      items: components['schemas']['RecalledMemoryDto'][];
      /**
       * @description In [0, 1]: how sure it is that anything here fits.
       * @example 0.87
       */
      confidence: number;
      /** @description So unsure that a turn would use none of the items. */
      nothingFits: boolean;
      /**
       * @description What recall had to do without.
       * @example []
       */
      degraded: string[];
      timings: components['schemas']['RecallTimingsDto'];
    };
    FoundMessageDto: {
      /** Format: uuid */
      messageId: string;
      /** @description Its id where it was imported from. */
      externalId: string | null;
      /** Format: uuid */
      sessionId: string;
      /** @example A dog called Rex */
      sessionTitle: string;
      /** @description The conversation's id where it was imported from. */
      sessionExternalId: string | null;
      role: components['schemas']['MessageRole'];
      /**
       * @description The part of it that speaks to the query, with the answer where it needs that.
       * @example My dog is called Rex.
       */
      text: string;
      /**
       * Format: date-time
       * @description When it was said.
       */
      at: string;
      /** @description Who said it, among people. */
      speaker: string | null;
      /**
       * @description Comparable within one search only.
       * @example 1.21
       */
      score: number;
    };
    SearchResultDto: {
      /** @description Best first. */
      items: components['schemas']['FoundMessageDto'][];
      /** @description So unsure that these are only what comes closest. */
      nothingFits: boolean;
      /**
       * @description What the search had to do without.
       * @example []
       */
      degraded: string[];
    };
    DeadJobDto: {
      /** Format: uuid */
      id: string;
      /**
       * @description The queue that it was in.
       * @example index
       */
      queue: string;
      /**
       * @description What it was about: ids.
       * @example {
       *       "memoryIds": [
       *         "019a8f6e-6f0c-7cc0-8000-2f1d9a4c1b7e"
       *       ]
       *     }
       */
      data: {
        [key: string]: unknown;
      };
      /** @example 5 */
      attempts: number;
      /** @description Why its last attempt failed. */
      reason: string;
      /**
       * Format: date-time
       * @description When it was given up.
       */
      at: string;
    };
    DeadJobPageDto: {
      items: components['schemas']['DeadJobDto'][];
      /** @description Cursor of the next page. */
      nextCursor: string | null;
    };
    RedriveDto: {
      /** @description Left out: all. */
      ids?: string[];
    };
    RedrivenDto: {
      /** @example 3 */
      redriven: number;
    };
    MessageFailureDto: {
      /** @example model_unreachable */
      code: string;
      /** @example The model server does not answer. Your message is kept. */
      message: string;
      /** @description Whether the same again may succeed. */
      retryable: boolean;
    };
    MessageDto: {
      /** Format: uuid */
      id: string;
      /** Format: uuid */
      parentId: string | null;
      /** @enum {string} */
      role: 'user' | 'assistant';
      /** @example My dog is called Rex. */
      text: string;
      /** @enum {string} */
      status: 'complete' | 'streaming' | 'interrupted' | 'stopped' | 'failed';
      /** Format: date-time */
      createdAt: string;
      /** Format: uuid */
      requestId: string | null;
      /** @example llama3.2 */
      model: string | null;
      /** @example stop */
      finishReason: string | null;
      error: components['schemas']['MessageFailureDto'] | null;
      /**
       * @description What an answer had to do without.
       * @example []
       */
      degraded: string[];
      /** @description What an answer was given to go by. */
      memories: components['schemas']['RecalledMemoryDto'][];
    };
    MessagePageDto: {
      items: components['schemas']['MessageDto'][];
      /** @description Cursor of the page with older ones. */
      nextCursor: string | null;
    };
    LineFailureDto: {
      /**
       * @description Its number in the file, from 1.
       * @example 17
       */
      line: number;
      /**
       * @description One of line_too_long, invalid_utf8, invalid_json, validation_failed, unknown_role, invalid_date, date_in_future, empty_text, duplicate_id, not_taken.
       * @example unknown_role
       */
      code: string;
      /** @example role must be "user" or "assistant". */
      message: string;
    };
    ImportErrorDto: {
      /**
       * @description Or invalid_gzip, import_cancelled.
       * @example upload_cut
       */
      code: string;
      /** @example The upload broke off. The whole lines that came in are kept. */
      message: string;
    };
    ImportDto: {
      /** Format: uuid */
      id: string;
      /**
       * @description importing: lines become messages, which are found by their words at once; indexing: until all are found by meaning, too; failed: see error, what had come in before is kept.
       * @enum {string}
       */
      state: 'importing' | 'indexing' | 'done' | 'failed';
      /**
       * @description Lines received.
       * @example 1200
       */
      lines: number;
      /**
       * @description Lines of these that are dealt with.
       * @example 1200
       */
      taken: number;
      /**
       * @description Lines that are messages now, or were already.
       * @example 1198
       */
      messages: number;
      /**
       * @description Messages of these that nothing has to be done for.
       * @example 1198
       */
      indexed: number;
      /**
       * @description Lines that could not be taken.
       * @example 2
       */
      failures: number;
      /** @description The first 1,000 of them, by line. */
      failed: components['schemas']['LineFailureDto'][];
      /**
       * @description Names of the spaces that its messages went to.
       * @example [
       *       "Personal"
       *     ]
       */
      spaces: string[];
      /**
       * @description Messages that are longer than what is remembered of one (MEMORY_MAX_CHARS).
       * @example 0
       */
      shortened: number;
      /**
       * @description Messages that are kept and not remembered, since MEMORIES_MAX was reached.
       * @example 0
       */
      unremembered: number;
      /**
       * @description What it waits for: embedder, vectors, vectors_filling.
       * @example []
       */
      degraded: string[];
      error: components['schemas']['ImportErrorDto'] | null;
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      updatedAt: string;
    };
    ImportPageDto: {
      items: components['schemas']['ImportDto'][];
      /** @description Cursor of the next page. */
      nextCursor: string | null;
    };
    InUseDto: {
      /** @example embedded PostgreSQL (PGlite) in ./data */
      use: string;
      /** @example DATABASE_URL is not set */
      why: string;
    };
    StandInDto: {
      /** @enum {string} */
      answers: 'fallback' | 'memory';
      /** @example Llama3.2 at http://127.0.0.1:11434/v1 failed 5 times in a row. */
      why: string;
    };
    ModelInUseDto: {
      /** @example embedded PostgreSQL (PGlite) in ./data */
      use: string;
      /** @example DATABASE_URL is not set */
      why: string;
      /** @enum {string} */
      mode: 'connected' | 'recall-only';
      /** @example llama3.2 */
      name: string | null;
      /** @description Who answers while it is left alone, or where only a fallback is configured. */
      standIn: components['schemas']['StandInDto'] | null;
    };
    /** @enum {string} */
    Role: 'all' | 'api' | 'worker';
    /** @enum {string} */
    IndexingState: 'off' | 'waiting' | 'filling' | 'ready';
    ReconciledDto: {
      /** Format: date-time */
      at: string;
      /** @example 180 */
      tookMs: number;
      /**
       * @description Vectors that there were.
       * @example 1200
       */
      vectors: number;
      /** @description Memories that had no vector and have one now. */
      missing: number;
      /** @description Vectors that should have been there and were not. */
      lost: number;
      /** @description Vectors whose memory is gone. */
      orphaned: number;
      /** @description Vectors that named another user. */
      foreign: number;
      /** @description Vectors that named another place. */
      misplaced: number;
      /** @description Memories that the embedder refuses. */
      refused: number;
      /** @description Vectors of models that are not in use any more. */
      wrongModel: number;
    };
    IndexingDto: {
      state: components['schemas']['IndexingState'];
      /** @example Memories are found by meaning, too. */
      words: string;
      /** @example embedder_unreachable */
      code: string | null;
      /** @example universal-sentence-encoder-lite */
      model: string | null;
      /**
       * @description Memories with a vector, as was counted last.
       * @example 1200
       */
      done: number;
      /** @example 1200 */
      total: number;
      reconciliation: components['schemas']['ReconciledDto'] | null;
    };
    JobsDto: {
      /**
       * @description Not begun, or to be tried again.
       * @example 0
       */
      waiting: number;
      /** @example 0 */
      running: number;
      /**
       * @description Given up: see GET /api/jobs/dead.
       * @example 0
       */
      dead: number;
      /** Format: date-time */
      oldest: string | null;
    };
    StatusReportDto: {
      /** @example 0.1.0 */
      version: string;
      database: components['schemas']['InUseDto'];
      vectors: components['schemas']['InUseDto'];
      embedder: components['schemas']['InUseDto'];
      model: components['schemas']['ModelInUseDto'];
      role: components['schemas']['Role'];
      indexing: components['schemas']['IndexingDto'];
      jobs: components['schemas']['JobsDto'];
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  Breakers_list: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BreakerListDto'];
        };
      };
    };
  };
  Breakers_open: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['BreakerNameDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BreakerDto'];
        };
      };
      /** @description The request is malformed; `errors` names the fields. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do that. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is nothing of that id. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Breakers_close: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['BreakerNameDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BreakerDto'];
        };
      };
      /** @description The request is malformed; `errors` names the fields. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Whoever asks may not do that. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is nothing of that id. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Messages_history: {
    parameters: {
      query?: {
        limit?: number;
        /** @description The nextCursor of the page before. */
        cursor?: string;
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MessagePageDto'];
        };
      };
      /** @description The request is malformed; `errors` names the fields. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is nothing of that id. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Chat_send: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SendMessageDto'];
      };
    };
    responses: {
      /** @description Server-sent events, to be read with fetch: `meta`, `memory`, any number of `token`, then `done`; before `done`, an `error` when there is no answer or only a part of one. Each event has an id: the last 8 characters of `streamId`, and `:sequence`. A comment every 15 seconds keeps the connection open. Closing the connection does not end the answer; `GET /api/streams/{id}` with Last-Event-ID takes it up again, `POST /api/streams/{id}/stop` ends it. A `meta` event begins the telling: what was read of this answer before it is forgotten. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example event: meta
           *     id: 0197…:1
           *     data: {"messageId":"0197…","userMessageId":"0197…","streamId":"0197…","model":"llama3.2","degraded":[]}
           *
           *     event: memory
           *     id: 0197…:2
           *     data: {"used":[{"memoryId":"0197…","kind":"turn","text":"My dog is called Rex.", …}]}
           *
           *     event: token
           *     id: 0197…:3
           *     data: {"text":"Your dog is called Rex."}
           *
           *     event: done
           *     id: 0197…:4
           *     data: {"finishReason":"stop","usage":{"promptTokens":412,"completionTokens":9}}
           */
          'text/event-stream': string;
        };
      };
      /** @description The request is malformed; `errors` names the fields. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is nothing of that id. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The request contradicts an earlier one. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The message is too long. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The model asks to slow down, or too many answers are being made for the same user. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Something that is needed is not there, or the server is stopping. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Messages_clear: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The request is malformed; `errors` names the fields. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is nothing of that id. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Chat_chat: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ChatDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ChatAnswerDto'];
        };
      };
      /** @description The request is malformed; `errors` names the fields. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is nothing of that id. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The request contradicts an earlier one. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The message is too long. */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The model asks to slow down, or too many answers are being made for the same user. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The model failed; the message is kept. */
      502: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Something that is needed is not there, or the server is stopping. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The model did not answer in time; the message is kept. */
      504: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Receipt_receipt: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReceiptDto'];
        };
      };
      /** @description The request is malformed; `errors` names the fields. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is nothing of that id. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Streams_read: {
    parameters: {
      query?: never;
      header: {
        'last-event-id': string;
        /** @description Id of the last event that arrived; what came after it is sent. Else: all. */
        'Last-Event-ID'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Server-sent events, to be read with fetch: `meta`, `memory`, any number of `token`, then `done`; before `done`, an `error` when there is no answer or only a part of one. Each event has an id: the last 8 characters of `streamId`, and `:sequence`. A comment every 15 seconds keeps the connection open. Closing the connection does not end the answer; `GET /api/streams/{id}` with Last-Event-ID takes it up again, `POST /api/streams/{id}/stop` ends it. A `meta` event begins the telling: what was read of this answer before it is forgotten. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example event: meta
           *     id: 0197…:1
           *     data: {"messageId":"0197…","userMessageId":"0197…","streamId":"0197…","model":"llama3.2","degraded":[]}
           *
           *     event: memory
           *     id: 0197…:2
           *     data: {"used":[{"memoryId":"0197…","kind":"turn","text":"My dog is called Rex.", …}]}
           *
           *     event: token
           *     id: 0197…:3
           *     data: {"text":"Your dog is called Rex."}
           *
           *     event: done
           *     id: 0197…:4
           *     data: {"finishReason":"stop","usage":{"promptTokens":412,"completionTokens":9}}
           */
          'text/event-stream': string;
        };
      };
      /** @description The request is malformed; `errors` names the fields. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is nothing of that id. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Streams_continue: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Server-sent events, to be read with fetch: `meta`, `memory`, any number of `token`, then `done`; before `done`, an `error` when there is no answer or only a part of one. Each event has an id: the last 8 characters of `streamId`, and `:sequence`. A comment every 15 seconds keeps the connection open. Closing the connection does not end the answer; `GET /api/streams/{id}` with Last-Event-ID takes it up again, `POST /api/streams/{id}/stop` ends it. A `meta` event begins the telling: what was read of this answer before it is forgotten. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example event: meta
           *     id: 0197…:1
           *     data: {"messageId":"0197…","userMessageId":"0197…","streamId":"0197…","model":"llama3.2","degraded":[]}
           *
           *     event: memory
           *     id: 0197…:2
           *     data: {"used":[{"memoryId":"0197…","kind":"turn","text":"My dog is called Rex.", …}]}
           *
           *     event: token
           *     id: 0197…:3
           *     data: {"text":"Your dog is called Rex."}
           *
           *     event: done
           *     id: 0197…:4
           *     data: {"finishReason":"stop","usage":{"promptTokens":412,"completionTokens":9}}
           */
          'text/event-stream': string;
        };
      };
      /** @description The request is malformed; `errors` names the fields. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is nothing of that id. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The request contradicts an earlier one. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The model asks to slow down, or too many answers are being made for the same user. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Something that is needed is not there, or the server is stopping. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Streams_stop: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The request is malformed; `errors` names the fields. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is nothing of that id. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Sessions_list: {
    parameters: {
      query?: {
        limit?: number;
        /** @description The nextCursor of the page before. */
        cursor?: string;
        /** @description Only those of this space. */
        space?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SessionPageDto'];
        };
      };
      /** @description The request is malformed; `errors` names the fields. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is nothing of that id. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Sessions_create: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CreateSessionDto'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SessionDto'];
        };
      };
      /** @description The request is malformed; `errors` names the fields. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Sessions_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SessionDto'];
        };
      };
      /** @description The request is malformed; `errors` names the fields. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is nothing of that id. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Sessions_delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The request is malformed; `errors` names the fields. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is nothing of that id. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Sessions_update: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['UpdateSessionDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SessionDto'];
        };
      };
      /** @description The request is malformed; `errors` names the fields. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is nothing of that id. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Spaces_list: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SpaceListDto'];
        };
      };
    };
  };
  Spaces_create: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NameSpaceDto'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SpaceDto'];
        };
      };
      /** @description The request is malformed; `errors` names the fields. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The request contradicts an earlier one. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Spaces_delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The request is malformed; `errors` names the fields. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is nothing of that id. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The request contradicts an earlier one. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Spaces_rename: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NameSpaceDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SpaceDto'];
        };
      };
      /** @description The request is malformed; `errors` names the fields. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is nothing of that id. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The request contradicts an earlier one. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Memories_recall: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RecallRequestDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RecollectionDto'];
        };
      };
      /** @description The request is malformed; `errors` names the fields. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is nothing of that id. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Search_search: {
    parameters: {
      query: {
        q: string;
        /** @description Left out: the default space. */
        space?: string;
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SearchResultDto'];
        };
      };
      /** @description The request is malformed; `errors` names the fields. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is nothing of that id. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  DeadJobs_list: {
    parameters: {
      query?: {
        limit?: number;
        /** @description The nextCursor of the page before. */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DeadJobPageDto'];
        };
      };
      /** @description The request is malformed; `errors` names the fields. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  DeadJobs_redrive: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RedriveDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RedrivenDto'];
        };
      };
      /** @description The request is malformed; `errors` names the fields. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Imports_list: {
    parameters: {
      query?: {
        limit?: number;
        /** @description The nextCursor of the page before. */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ImportPageDto'];
        };
      };
      /** @description The request is malformed; `errors` names the fields. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Imports_start: {
    parameters: {
      query?: never;
      header?: {
        /** @description gzip, or nothing. */
        'Content-Encoding'?: string;
      };
      path?: never;
      cookie?: never;
    };
    /**
     * @description A line of JSON for each message, in the order in which they were said:
     *     - `session`, `id`: the ids of the conversation and of the message where they come from
     *     - `role`: `user` or `assistant`
     *     - `text`: what was said; the whole line may have 2 MiB
     *     - `space`: name of the space, made when it does not exist; left out: the default space
     *     - `speaker`: who said it, where people talk among themselves
     *     - `at`: when, ISO 8601; left out: now
     */
    requestBody: {
      content: {
        'application/x-ndjson': string;
      };
    };
    responses: {
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ImportDto'];
        };
      };
      /** @description The request is malformed; `errors` names the fields. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The request contradicts an earlier one. */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description The body is of a type, or in an encoding, that is not taken. */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description Something that is needed is not there, or the server is stopping. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Imports_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ImportDto'];
        };
      };
      /** @description The request is malformed; `errors` names the fields. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is nothing of that id. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Imports_cancel: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ImportDto'];
        };
      };
      /** @description The request is malformed; `errors` names the fields. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description There is nothing of that id. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Health_live: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The Health Check is successful */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * @example ok
             * @enum {string}
             */
            status?: 'ok' | 'degraded';
            /**
             * @example {
             *       "database": {
             *         "status": "up",
             *         "responseTime": 12
             *       }
             *     }
             */
            info?: {
              [key: string]: {
                /** @enum {string} */
                status: 'up' | 'degraded' | 'down';
                /** @description Time the health indicator took to respond, in ms */
                responseTime?: number;
              } & {
                [key: string]: unknown;
              };
            } | null;
            /** @example {} */
            error?: {
              [key: string]: {
                /** @enum {string} */
                status: 'up' | 'degraded' | 'down';
                /** @description Time the health indicator took to respond, in ms */
                responseTime?: number;
              } & {
                [key: string]: unknown;
              };
            } | null;
            /**
             * @example {
             *       "database": {
             *         "status": "up",
             *         "responseTime": 12
             *       }
             *     }
             */
            details?: {
              [key: string]: {
                /** @enum {string} */
                status: 'up' | 'degraded' | 'down';
                /** @description Time the health indicator took to respond, in ms */
                responseTime?: number;
              } & {
                [key: string]: unknown;
              };
            };
          };
        };
      };
      /** @description The Health Check is not successful */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * @example error
             * @enum {string}
             */
            status?: 'error' | 'shutting_down';
            /**
             * @example {
             *       "database": {
             *         "status": "up",
             *         "responseTime": 12
             *       }
             *     }
             */
            info?: {
              [key: string]: {
                /** @enum {string} */
                status: 'up' | 'degraded' | 'down';
                /** @description Time the health indicator took to respond, in ms */
                responseTime?: number;
              } & {
                [key: string]: unknown;
              };
            } | null;
            /**
             * @example {
             *       "redis": {
             *         "status": "down",
             *         "message": "Could not connect",
             *         "responseTime": 3005
             *       }
             *     }
             */
            error?: {
              [key: string]: {
                /** @enum {string} */
                status: 'up' | 'degraded' | 'down';
                /** @description Time the health indicator took to respond, in ms */
                responseTime?: number;
              } & {
                [key: string]: unknown;
              };
            } | null;
            /**
             * @example {
             *       "database": {
             *         "status": "up",
             *         "responseTime": 12
             *       },
             *       "redis": {
             *         "status": "down",
             *         "message": "Could not connect",
             *         "responseTime": 3005
             *       }
             *     }
             */
            details?: {
              [key: string]: {
                /** @enum {string} */
                status: 'up' | 'degraded' | 'down';
                /** @description Time the health indicator took to respond, in ms */
                responseTime?: number;
              } & {
                [key: string]: unknown;
              };
            };
          };
        };
      };
    };
  };
  Health_ready: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The Health Check is successful */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * @example ok
             * @enum {string}
             */
            status?: 'ok' | 'degraded';
            /**
             * @example {
             *       "database": {
             *         "status": "up",
             *         "responseTime": 12
             *       }
             *     }
             */
            info?: {
              [key: string]: {
                /** @enum {string} */
                status: 'up' | 'degraded' | 'down';
                /** @description Time the health indicator took to respond, in ms */
                responseTime?: number;
              } & {
                [key: string]: unknown;
              };
            } | null;
            /** @example {} */
            error?: {
              [key: string]: {
                /** @enum {string} */
                status: 'up' | 'degraded' | 'down';
                /** @description Time the health indicator took to respond, in ms */
                responseTime?: number;
              } & {
                [key: string]: unknown;
              };
            } | null;
            /**
             * @example {
             *       "database": {
             *         "status": "up",
             *         "responseTime": 12
             *       }
             *     }
             */
            details?: {
              [key: string]: {
                /** @enum {string} */
                status: 'up' | 'degraded' | 'down';
                /** @description Time the health indicator took to respond, in ms */
                responseTime?: number;
              } & {
                [key: string]: unknown;
              };
            };
          };
        };
      };
      /** @description The Health Check is not successful */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * @example error
             * @enum {string}
             */
            status?: 'error' | 'shutting_down';
            /**
             * @example {
             *       "database": {
             *         "status": "up",
             *         "responseTime": 12
             *       }
             *     }
             */
            info?: {
              [key: string]: {
                /** @enum {string} */
                status: 'up' | 'degraded' | 'down';
                /** @description Time the health indicator took to respond, in ms */
                responseTime?: number;
              } & {
                [key: string]: unknown;
              };
            } | null;
            /**
             * @example {
             *       "redis": {
             *         "status": "down",
             *         "message": "Could not connect",
             *         "responseTime": 3005
             *       }
             *     }
             */
            error?: {
              [key: string]: {
                /** @enum {string} */
                status: 'up' | 'degraded' | 'down';
                /** @description Time the health indicator took to respond, in ms */
                responseTime?: number;
              } & {
                [key: string]: unknown;
              };
            } | null;
            /**
             * @example {
             *       "database": {
             *         "status": "up",
             *         "responseTime": 12
             *       },
             *       "redis": {
             *         "status": "down",
             *         "message": "Could not connect",
             *         "responseTime": 3005
             *       }
             *     }
             */
            details?: {
              [key: string]: {
                /** @enum {string} */
                status: 'up' | 'degraded' | 'down';
                /** @description Time the health indicator took to respond, in ms */
                responseTime?: number;
              } & {
                [key: string]: unknown;
              };
            };
          };
        };
      };
    };
  };
  Health_detail: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The Health Check is successful */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * @example ok
             * @enum {string}
             */
            status?: 'ok' | 'degraded';
            /**
             * @example {
             *       "database": {
             *         "status": "up",
             *         "responseTime": 12
             *       }
             *     }
             */
            info?: {
              [key: string]: {
                /** @enum {string} */
                status: 'up' | 'degraded' | 'down';
                /** @description Time the health indicator took to respond, in ms */
                responseTime?: number;
              } & {
                [key: string]: unknown;
              };
            } | null;
            /** @example {} */
            error?: {
              [key: string]: {
                /** @enum {string} */
                status: 'up' | 'degraded' | 'down';
                /** @description Time the health indicator took to respond, in ms */
                responseTime?: number;
              } & {
                [key: string]: unknown;
              };
            } | null;
            /**
             * @example {
             *       "database": {
             *         "status": "up",
             *         "responseTime": 12
             *       }
             *     }
             */
            details?: {
              [key: string]: {
                /** @enum {string} */
                status: 'up' | 'degraded' | 'down';
                /** @description Time the health indicator took to respond, in ms */
                responseTime?: number;
              } & {
                [key: string]: unknown;
              };
            };
          };
        };
      };
      /** @description The Health Check is not successful */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * @example error
             * @enum {string}
             */
            status?: 'error' | 'shutting_down';
            /**
             * @example {
             *       "database": {
             *         "status": "up",
             *         "responseTime": 12
             *       }
             *     }
             */
            info?: {
              [key: string]: {
                /** @enum {string} */
                status: 'up' | 'degraded' | 'down';
                /** @description Time the health indicator took to respond, in ms */
                responseTime?: number;
              } & {
                [key: string]: unknown;
              };
            } | null;
            /**
             * @example {
             *       "redis": {
             *         "status": "down",
             *         "message": "Could not connect",
             *         "responseTime": 3005
             *       }
             *     }
             */
            error?: {
              [key: string]: {
                /** @enum {string} */
                status: 'up' | 'degraded' | 'down';
                /** @description Time the health indicator took to respond, in ms */
                responseTime?: number;
              } & {
                [key: string]: unknown;
              };
            } | null;
            /**
             * @example {
             *       "database": {
             *         "status": "up",
             *         "responseTime": 12
             *       },
             *       "redis": {
             *         "status": "down",
             *         "message": "Could not connect",
             *         "responseTime": 3005
             *       }
             *     }
             */
            details?: {
              [key: string]: {
                /** @enum {string} */
                status: 'up' | 'degraded' | 'down';
                /** @description Time the health indicator took to respond, in ms */
                responseTime?: number;
              } & {
                [key: string]: unknown;
              };
            };
          };
        };
      };
    };
  };
  Status_status: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['StatusReportDto'];
        };
      };
    };
  };
  Metrics_read: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/plain': string;
        };
      };
    };
  };
}
