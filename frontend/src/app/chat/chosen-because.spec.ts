import { aMemory } from '../../testing/builders';
import { chosenBecause, sharedWords } from './chosen-because';

describe('sharedWords', () => {
  it.each([
    ['My dog is called Rex.', 'What is my dog called?', ['dog']],
    ['We have a new TV', 'Which TV did I buy?', ['tv']],
    ['The gardens need rain', 'How is my garden?', ['garden']],
    ['I love gardening', 'garden?', ['garden']],
    ['Mein Hund heißt Rex', 'Wie heißt mein Hund?', ['heißt', 'hund']],
    ['Ich mag Käse und Brot', 'Käse?', ['käse']],
    ['Route 66', 'Tell me about route 66', ['route', '66']],
  ])('of %j and %j are %j', (text, question, shared) => {
    expect(sharedWords(text, question)).toEqual(shared);
  });

  it.each([
    ['The car is red', 'Which carpet did I buy?'],
    ['A plan', 'What planet?'],
    ['I would like you to know that you are the best', 'What do you know of the one with that?'],
    ['Ich bin in der Stadt und er ist es auch', 'Was ist in dem und von ihr?'],
    ['I', 'I?'],
    ['', ''],
  ])('of %j and %j are none', (text, question) => {
    expect(sharedWords(text, question)).toEqual([]);
  });

  it('are three at most, the longest first, each once', () => {
    const text = 'cat elephant horse mouse';
    expect(sharedWords(text, 'Mouse cat CAT horse elephant')).toEqual([
      'elephant',
      'mouse',
      'horse',
    ]);
  });
});

describe('chosenBecause', () => {
  const none = { lexical: 0, meaning: 0, context: 0, speaker: 0, time: 0, standing: 0, newest: 0 };
  const byWords = aMemory({ text: 'My dog is called Rex.', parts: { ...none, lexical: 0.8 } });
  const beside = aMemory({ text: 'He is four.', parts: none });

  it('names the shared words', () => {
    expect(chosenBecause(byWords, 'How old is my dog?')).toBe('Shares “dog” with your message');
  });

  it('says that a memory without any of the words stood beside one that has them', () => {
    expect(chosenBecause(beside, 'How old is my dog?')).toBe(
      'Said close to something that matches',
    );
  });

  it('names no words that cannot be seen in what is shown', () => {
    expect(chosenBecause(byWords, 'Which puppy?')).toBe('Found by the words of your message');
  });

  it.each([
    ['Close in meaning to your message', { meaning: 0.6, lexical: 0.2 }],
    ['Found by the words of your message', { meaning: 0.2, lexical: 0.6 }],
    ['Said close to something that matches', { meaning: 0.2, lexical: 0.3, context: 0.9 }],
  ])('tells what spoke most where no word is shared: %s', (why, parts) => {
    const memory = aMemory({ text: 'He is four.', parts: { ...none, ...parts } });
    expect(chosenBecause(memory, 'How old is my dog?')).toBe(why);
  });

  it('tells meaning and shared words together', () => {
    const memory = aMemory({ parts: { ...none, meaning: 0.6, lexical: 0.1 } });
    expect(chosenBecause(memory, 'Which dog is it?')).toBe(
      'Close in meaning to your message, and shares “dog”',
    );
  });

  it('adds who said it, when, and that it is to hold', () => {
    const parts = { ...none, lexical: 0.8, speaker: 0.2, time: 0.3 };
    expect(chosenBecause(aMemory({ parts, speaker: 'Ada' }), 'What did Ada say of her dog?')).toBe(
      'Shares “dog” with your message; said by Ada, whom you name; from the time you ask about',
    );
    const standing = { ...none, lexical: 0.4, standing: 0.5 };
    expect(chosenBecause(aMemory({ parts: standing }), 'Dog?')).toBe(
      'Shares “dog” with your message; tells what shall hold from then on',
    );
    expect(chosenBecause(aMemory({ parts: { ...parts, time: 0 } }), 'My dog?')).toBe(
      'Shares “dog” with your message',
    );
  });

  it('says that one was chosen for being said lately, whatever words it shares', () => {
    const latest = aMemory({ text: 'My dog is called Rex.', parts: { ...none, newest: 0.5 } });
    expect(chosenBecause(latest, 'What do you know about my dog and me?')).toBe(
      'One of the latest things you told',
    );
  });
});
