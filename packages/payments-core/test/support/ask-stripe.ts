export { askStripe } from '@azora/test-kit/ask-stripe'
