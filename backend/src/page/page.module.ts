import { Module } from '@nestjs/common';
import { ServeStaticModule } from '@nestjs/serve-static';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the built page lies. */
const ROOT = fileURLToPath(new URL('../../../frontend/dist/browser', import.meta.url));

/** Names that the build gives by content: what is behind them never changes. */
const BY_CONTENT = /-[A-Z0-9]{8}\.(js|css)$/;

/** Serves the built page on the port of the API; every other path is for the page's own router. */
@Module({
  imports: [
    ServeStaticModule.forRoot({
      rootPath: ROOT,
      exclude: ['/api/{*path}', '/health/{*path}', '/metrics'],
      serveStaticOptions: {
        setHeaders: (response: { setHeader(name: string, value: string): void }, path: string) => {
          const control = BY_CONTENT.test(basename(path))
            ? 'public, max-age=31536000, immutable'
            : 'no-cache';
          response.setHeader('Cache-Control', control);
        },
      },
    }),
  ],
})
export class PageModule {}
