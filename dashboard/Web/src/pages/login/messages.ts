import { defineMessages } from '@/i18n';

export const messages = defineMessages({
  en: {
    title: 'Log in',
    text: 'Open the link that the host printed in the terminal, or paste its token here.',
    token: 'Token',
    submit: 'Log in',
    wrong: 'This token is not the one of this instance. The terminal shows the link that fits.',
    where: 'The token is the part after “?t=” in the link. It stays the same when the host restarts.',
  },
  ko: {
    title: '로그인',
    text: '호스트가 터미널에 출력한 링크를 열거나 그 토큰을 여기에 붙여 넣으세요.',
    token: '토큰',
    submit: '로그인',
    wrong: '이 인스턴스의 토큰이 아닙니다. 맞는 링크는 터미널에 있습니다.',
    where: '토큰은 링크에서 “?t=” 뒤의 부분입니다. 호스트를 다시 시작해도 그대로입니다.',
  },
});
