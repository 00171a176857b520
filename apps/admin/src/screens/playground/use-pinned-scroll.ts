import { useLayoutEffect, useRef } from 'react'

const NEAR_PX = 40

/** What scrolls stays at its end while its content grows, unless somebody has scrolled away from there. */
export function usePinnedScroll<Box extends HTMLElement>(content: unknown) {
  const ref = useRef<Box>(null)
  const pinned = useRef(true)
  useLayoutEffect(() => {
    const box = ref.current
    if (box !== null && pinned.current) box.scrollTop = box.scrollHeight
  }, [content])
  const onScroll = () => {
    const box = ref.current
    if (box !== null) pinned.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX
  }
  return { ref, onScroll }
}
