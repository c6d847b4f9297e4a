import { Select } from '@mantine/core'
import { useMemo } from 'react'
import { useParam } from '../../app/router'
import { ExhibitView } from '../../charts/ExhibitView'
import { Controls } from '../../components/Controls'
import { WhenSeen } from '../../components/WhenSeen'
import { exhibitsOf, featuresOf, WHOLE, type Material } from './choice'
import styles from './assessment.module.css'

/** The pictures about one feature at a time, where the list above is not one of features; nothing where there are none. */
export function FeaturePictures({ material, group }: { material: Material; group: string }) {
  const features = useMemo(() => featuresOf(material), [material])
  const [wanted, setFeature] = useParam('feature', '')
  const feature = features.includes(wanted) ? wanted : features[0]
  const pictures = useMemo(
    () => (feature === undefined ? [] : exhibitsOf(material, { metric: 'rows', group, window: WHOLE, model: '', feature }).ofFeature),
    [material, group, feature]
  )
  if (feature === undefined) return null
  return (
    <>
      <Controls label="Pictures of one feature">
        <Select
          aria-label="Feature"
          data={features}
          value={feature}
          onChange={(value) => value !== null && setFeature(value)}
          searchable
          w="20rem"
        />
      </Controls>
      <div className={styles.main}>
        {pictures.map((exhibit) => (
          <WhenSeen key={exhibit.id} height={420}>
            <ExhibitView exhibit={exhibit} />
          </WhenSeen>
        ))}
      </div>
    </>
  )
}
