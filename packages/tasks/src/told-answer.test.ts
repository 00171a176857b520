import { describe, expect, it } from 'vitest'
import { ToldAnswer } from './told-answer.ts'

const text = (...texts: string[]) => ({ artifactId: 'a', parts: texts.map((each) => ({ text: each })) })
const texts = (events: Iterable<object>) => [...events].map((event) => ('text' in event ? event.text : 'part'))

describe('what has been given out of an answer', () => {
  it('goes on with what an artifact that is shown whole adds, however it is cut', () => {
    const answer = new ToldAnswer()
    expect(texts(answer.piece(text('one '), false, false))).toEqual(['one '])
    expect(texts(answer.piece(text('two '), true, false))).toEqual(['two '])
    expect(texts(answer.whole(text('one two three')))).toEqual(['three'])
    expect(texts(answer.whole(text('one ', 'two ', 'three')))).toEqual([])
    expect(texts(answer.piece(text('one two three', ' four'), false, true))).toEqual([' four'])
  })

  it('counts parts that are no text apart from it', () => {
    const answer = new ToldAnswer()
    const [image, data] = [{ url: 'https://a.example/i' }, { data: { a: 1 } }]
    expect(texts(answer.whole({ artifactId: 'a', parts: [image, { text: 'x' }] }))).toEqual(['part', 'x'])
    expect([...answer.whole({ artifactId: 'a', parts: [image, { text: 'xy' }, data] }, true)]).toMatchObject([
      { type: 'text', text: 'y' },
      { type: 'part', part: data, last: true },
    ])
  })

  it('is known by its cursor in another process; one that cannot be read stands for nothing', () => {
    const answer = new ToldAnswer()
    const [event] = answer.piece({ ...text('one'), name: 'reply', metadata: { m: 1 } }, false, false)
    expect(event).toMatchObject({ name: 'reply', metadata: { m: 1 }, cursor: answer.cursor })
    expect(texts(new ToldAnswer(answer.cursor).whole(text('one more')))).toEqual([' more'])
    for (const cursor of ['', 'null', '[["a",-1,0]]', '{}']) {
      expect(texts(new ToldAnswer(cursor).whole(text('one')))).toEqual(['one'])
    }
  })
})
