// The yardstick for check-ins: a server of the same kind that takes the same request and stores nothing. Run as `node bare-server.ts PORT`.
import formBody from '@fastify/formbody';
import fastify from 'fastify';

const app = fastify();
await app.register(formBody);
app.post('/api/v1/backends/:id/stages', async (_request, reply) => reply.code(202).send({ accepted: true }));
await app.listen({ host: '127.0.0.1', port: Number(process.argv[2]), backlog: 4_096 });
process.stdout.write('listens\n');
