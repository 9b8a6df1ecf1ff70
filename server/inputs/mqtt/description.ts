// Health messages over MQTT, and recordings of them.
import * as z from 'zod';
import type { PlugIn } from '../contract/plug-in.ts';
import { sourceKind, sourceName } from '../contract/source-kind.ts';
import { createMqttJsonlParser, readRecordedMessage } from '../health/health.ts';
import { readMqttLogin } from './login.ts';
import { MqttSource } from './mqtt-source.ts';

const mqttSource = sourceKind({
  schema: z.strictObject({
    type: z.literal('mqtt'),
    url: z
      .string()
      .regex(/^(?:mqtts?|wss?|tcp|ssl):\/\/.+/, 'an address such as mqtt://broker:1883 or mqtts://broker:8883')
      .describe('address of the broker'),
    name: sourceName,
    topic: z
      .string()
      .regex(/^[^#+\s]+$/, 'one topic without wildcards')
      .default('health')
      .describe('messages are read from this topic and from `<topic>/<address, MAC or host name>`'),
    username: z.string().optional().describe('user name at the broker'),
    password: z.string().optional().describe('password at the broker'),
    passwordFile: z.string().optional().describe('file that contains the password, instead of `password`'),
    caFile: z
      .string()
      .optional()
      .describe("PEM file of the authority that signed the broker's certificate; default: those that Node.js trusts"),
    clientId: z.string().default('install-checklist').describe('MQTT client identifier; must be unique at the broker'),
  }),
  paths: ['passwordFile', 'caFile'],
  label: ({ topic }) => topic,
  place: ({ url }) => url,
  create: (settings, { name, nowMs, onTrouble }) => new MqttSource({ ...settings, name, nowMs, onTrouble, login: readMqttLogin(settings) }),
});

export const mqtt = {
  name: 'mqtt',
  page: 'ways-in.md#mqtt',
  formats: [
    {
      name: 'mqtt-jsonl',
      title: 'recorded MQTT messages',
      isLine: (text) => readRecordedMessage(text) !== undefined,
      createParser: () => createMqttJsonlParser(),
    },
  ],
  logNames: { names: ['mqtt.jsonl'], rank: 2 },
  sources: [mqttSource],
} satisfies PlugIn;
