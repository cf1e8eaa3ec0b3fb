# One image for server, worker and migrations; docker-compose.yml says which of them a container is.
# tools/check-docker.sh replays these instructions where there is no container engine, and refuses
# those it does not know.

FROM node:24.21.0-trixie-slim AS base
WORKDIR /app

FROM base AS build
RUN npm install --global pnpm@12.21.0
# Downloads depend on the lockfile alone: a change of our own code reuses this layer. The folder it
# leaves holds every package of the workspace; the install below links only what the server needs.
COPY pnpm-lock.yaml pnpm-workspace.yaml ./
RUN pnpm fetch --prod && rm -rf node_modules
COPY . .
# A checkout made under umask 077 would be unreadable to the user the container runs as.
RUN pnpm install --prod --frozen-lockfile --offline --filter '@desideliver/server...' && chmod -R a+rX .

FROM base
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8000
# The files stay root's: what runs cannot change itself.
COPY --from=build /app ./
USER node
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD node --eval "fetch('http://127.0.0.1:$PORT/healthz').then(({ ok }) => process.exit(ok ? 0 : 1))"
CMD ["node", "apps/server/src/main.ts"]
