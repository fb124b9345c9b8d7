import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { VERSION } from './health/index.js';

/** Describes the API from its controllers. */
export const describeApi = (app: INestApplication): OpenAPIObject =>
  SwaggerModule.createDocument(
    app,
    new DocumentBuilder()
      .setTitle('Memocha')
      .setDescription(
        'A self-hosted chat that remembers. Failures are application/problem+json with a stable `code`.',
      )
      .setVersion(VERSION)
      .addBearerAuth({ type: 'http', description: 'ADMIN_TOKEN, where one is set.' })
      .build(),
    {
      operationIdFactory: (controller, method) =>
        `${controller.replace(/Controller$/, '')}_${method}`,
    },
  );

/** Serves Swagger UI at /api/docs and the document at /api/docs-json. */
export function setUpApiDocs(app: INestApplication): void {
  SwaggerModule.setup('api/docs', app, () => describeApi(app), {
    jsonDocumentUrl: 'api/docs-json',
  });
}
