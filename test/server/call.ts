// One HTTP request, from an address of our choice.
import { request } from 'node:http';

export interface Answer {
  status: number;
  type: string;
  text: string;
  // A test says by its expectations what shape an answer has.
  json: () => any; // oxlint-disable-line typescript/no-explicit-any
}

export interface CallOptions {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  /** The caller's own address, one of loopback's. */
  from?: string;
}

export async function call(url: string, { method = 'GET', headers = {}, body, from = '127.0.0.1' }: CallOptions = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, localAddress: from, agent: false }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '', text, json: () => JSON.parse(text) }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
