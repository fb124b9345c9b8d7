export { ReceiptController } from './receipt.controller.js';
export { ReceiptService } from './receipt.service.js';
