import { type Text, useText } from '.';
import type { Widened } from './ko';

// The texts of pages that are fetched when somebody goes there.

export const koPages = {
  checkout: {
    title: '주문·결제', items: '주문 상품', method: '결제 수단', card: '신용·체크카드', cardText: '플랫폼페이 결제창에서 카드 번호를 입력합니다. 카드 정보는 장터에 저장되지 않습니다.',
    agree: '주문 내용을 확인했으며 결제에 동의합니다', pay: (n: string) => `${n} 결제하기`, going: '결제창으로 이동하는 중…', held: '주문하면 15분 동안 재고를 잡아 둡니다.',
    insufficient: (name: string, n: string) => `‘${name}’의 재고가 ${n}개뿐입니다. 장바구니에서 수량을 줄여 주세요.`, again: '재고를 잡지 못했습니다. 잠시 뒤 다시 눌러 주세요.',
  },
  pay: {
    confirming: '결제를 확인하고 있습니다', wait: '창을 닫지 말고 잠시만 기다려 주세요.', pending: '카드사의 답을 기다리고 있습니다', pendingText: '확인되는 대로 이 화면이 바뀝니다. 이중으로 결제되지 않습니다.',
    done: '주문이 완료되었습니다', doneText: '이용해 주셔서 고맙습니다.', declined: '결제되지 않았습니다', cancelled: '결제를 취소했습니다', cancelledText: '주문은 아직 살아 있습니다. 다시 결제할 수 있습니다.',
    toOrder: '주문 보기', retry: '다시 결제하기', refill: '다시 담기', goOn: '계속 쇼핑하기',
  },
  orders: {
    title: '내 주문', empty: '아직 주문이 없습니다', number: '주문번호', placed: '주문일시', total: '결제 금액', items: '주문 상품', more: (n: string) => `외 ${n}건`, detail: '주문 상세', live: '실시간', offline: '연결 중…',
    liveText: '상태가 바뀌면 바로 보입니다', pay: '결제하기', cancel: '주문 취소', refund: '취소하고 환불받기', cancelled: '취소했습니다', until: (t: string) => `${t}까지 결제해 주세요`, progress: '진행 상태', back: '목록으로', notFound: '없는 주문입니다',
    status: { PENDING: '결제 대기', PAYING: '결제 확인 중', PAID: '결제 완료', CANCELLED: '주문 취소', EXPIRED: '기한 만료', FAILED: '결제 실패', REFUNDED: '환불 완료' },
    steps: { placed: '주문 접수', paying: '결제 확인', paid: '결제 완료' },
  },
  files: {
    title: '내 파일', intro: '올린 파일은 정책에 따라 저장되고 처리됩니다. 글은 읽어 내고 그림은 작게 만듭니다.', choose: '파일 고르기', drop: '여기에 파일을 끌어다 놓거나 골라 주세요', hint: 'PDF, 그림, 소리, 글 · 한 파일 2GB까지',
    uploading: '올리는 중', processing: '처리 중', done: '완료', failed: '실패', download: '내려받기', results: '결과', cancel: '멈추기', progress: (n: string) => `${n} 올림`, stopped: '멈췄습니다', list: '올린 파일',
    reasons: { UNSUPPORTED_TYPE: '처리하지 않는 형식입니다', ENCRYPTED: '암호가 걸린 파일입니다', DAMAGED: '손상된 파일입니다', TOO_LARGE: '너무 큰 파일입니다' },
  },
  account: {
    signIn: '로그인', register: '회원가입', email: '이메일', password: '비밀번호', name: '이름', rule: '글자와 숫자를 섞어 8자 이상', noAccount: '아직 회원이 아니신가요?', hasAccount: '이미 회원이신가요?',
    hello: (name: string) => `${name}님`, seeds: '개발용 계정', seedsText: '누르면 바로 로그인합니다.', wrong: '이메일이나 비밀번호가 맞지 않습니다', taken: '이미 가입된 이메일입니다', required: '로그인이 필요합니다', working: '잠시만요…',
  },
};

export type PageMessages = Widened<typeof koPages>;

export const enPages: PageMessages = {
  checkout: {
    title: 'Checkout', items: 'Your order', method: 'Payment', card: 'Credit or check card', cardText: 'You enter the card in the window of Platform Pay. The market never sees it.',
    agree: 'I have checked the order and agree to pay', pay: (n) => `Pay ${n}`, going: 'Going to the payment window…', held: 'Your items are held for 15 minutes once you order.',
    insufficient: (name, n) => `Only ${n} of “${name}” are left. Take fewer in your cart.`, again: 'The items could not be held. Try again in a moment.',
  },
  pay: {
    confirming: 'Confirming your payment', wait: 'Please keep this page open for a moment.', pending: 'Waiting for the card company', pendingText: 'This page changes as soon as it answers. You will not be charged twice.',
    done: 'Thank you for your order', doneText: 'Your payment has arrived.', declined: 'The payment did not go through', cancelled: 'Payment cancelled', cancelledText: 'The order is still there: you can pay it.',
    toOrder: 'See the order', retry: 'Pay again', refill: 'Back into the cart', goOn: 'Continue shopping',
  },
  orders: {
    title: 'Your orders', empty: 'No orders yet', number: 'Order number', placed: 'Placed', total: 'Total', items: 'Items', more: (n) => `and ${n} more`, detail: 'Order', live: 'Live', offline: 'Connecting…',
    liveText: 'Changes show at once', pay: 'Pay', cancel: 'Cancel order', refund: 'Cancel and refund', cancelled: 'Cancelled', until: (t) => `Please pay by ${t}`, progress: 'Progress', back: 'All orders', notFound: 'There is no such order',
    status: { PENDING: 'To be paid', PAYING: 'Confirming', PAID: 'Paid', CANCELLED: 'Cancelled', EXPIRED: 'Expired', FAILED: 'Payment failed', REFUNDED: 'Refunded' },
    steps: { placed: 'Ordered', paying: 'Confirming', paid: 'Paid' },
  },
  files: {
    title: 'Files', intro: 'Files are stored and processed where policy says. Text is read, pictures get a thumbnail.', choose: 'Choose files', drop: 'Drop files here, or choose them', hint: 'PDF, pictures, sound, text · up to 2 GB each',
    uploading: 'Uploading', processing: 'Processing', done: 'Done', failed: 'Failed', download: 'Download', results: 'Results', cancel: 'Stop', progress: (n) => `${n} uploaded`, stopped: 'Stopped', list: 'Uploaded files',
    reasons: { UNSUPPORTED_TYPE: 'This type is not processed', ENCRYPTED: 'The file is encrypted', DAMAGED: 'The file is damaged', TOO_LARGE: 'The file is too large' },
  },
  account: {
    signIn: 'Sign in', register: 'Register', email: 'Email', password: 'Password', name: 'Name', rule: '8 characters or more, letters and digits', noAccount: 'No account yet?', hasAccount: 'Have an account?',
    hello: (name) => name, seeds: 'Accounts for development', seedsText: 'Press one to sign in.', wrong: 'The email or the password is wrong', taken: 'There is an account with this email already', required: 'Please sign in', working: 'One moment…',
  },
};

/** All texts: those of the shop and those of its pages. */
export function usePageText(): Text & { p: PageMessages } {
  const text = useText();
  return { ...text, p: text.lang === 'ko' ? koPages : enPages };
}
