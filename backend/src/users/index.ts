export { AdministratorGuard } from './administrator.guard.js';
export { CurrentUser } from './current-user.decorator.js';
export { UsersModule } from './users.module.js';
export { LOCAL_USER_ID } from './users.service.js';
