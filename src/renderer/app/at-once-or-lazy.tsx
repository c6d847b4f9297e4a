import { lazy, useState, type ComponentType } from 'react'

type Loader = () => Promise<{ default: ComponentType }>

/**
 * A component whose code is loaded when it is wanted, and that is drawn at once where the code has come before: React holds back what takes
 * a placeholder's place for up to 300 ms, so a placeholder that need not be shown costs that long.
 */
export function atOnceOrLazy(loader: Loader): { View: ComponentType; load: Loader } {
  let come: ComponentType | undefined
  const load: Loader = async () => {
    const module = await loader()
    come = module.default
    return module
  }
  const Later = lazy(load)
  function View() {
    const [Shown] = useState<ComponentType>(() => come ?? Later)
    return <Shown />
  }
  return { View, load }
}
