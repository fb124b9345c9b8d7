import { bootstrapApplication } from '@angular/platform-browser';
import { APP_CONFIG } from './app/app.config';
import { App } from './app/shell/app';

await bootstrapApplication(App, APP_CONFIG);
