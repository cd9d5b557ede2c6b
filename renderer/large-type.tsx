import { createContext, type ReactNode, useContext, useEffect } from 'react';
import { useRemembered } from './components/remember.ts';
import { largeTypeKey } from './settings.tsx';
import { rootSizes } from './theme.ts';

type LargeTypeSetting = readonly [isLarge: boolean, setLarge: (isLarge: boolean) => void];
const LargeTypeContext = createContext<LargeTypeSetting>([false, () => undefined]);

/** `const [isLarge, setLarge] = useLargeType()`: the switch on the settings page and in the top bar. */
export function useLargeType(): LargeTypeSetting {
  return useContext(LargeTypeContext);
}

export function LargeType({ children }: { readonly children: ReactNode }): ReactNode {
  const setting = useRemembered(largeTypeKey, false, (value): value is boolean => typeof value === 'boolean');
  const [isLarge] = setting;
  useEffect(() => {
    document.documentElement.style.fontSize = isLarge ? rootSizes.large : rootSizes.normal;
  }, [isLarge]);
  return <LargeTypeContext value={setting}>{children}</LargeTypeContext>;
}
