import { postalRuleOf } from './postal-code.ts'

export interface AddressRule {
  cityLabel: string
  /** Undefined where addresses have none. */
  postalLabel: string | undefined
  stateLabel: string | undefined
  /** Undefined where the state is written by hand. */
  states: readonly { code: string; name: string }[] | undefined
}

/** How an address of this country is asked for. */
export function addressRuleOf(country: string): AddressRule {
  const states = stateLists[country]
  return {
    cityLabel: country === 'GB' ? 'Town or city' : 'City',
    postalLabel: withoutPostalCode.has(country) ? undefined : (postalRuleOf(country)?.label ?? 'Postal code'),
    stateLabel: stateLabels[country],
    states: states
      ?.split(',')
      .map((entry) => ({ code: entry.slice(0, entry.indexOf(' ')), name: entry.slice(entry.indexOf(' ') + 1) })),
  }
}

const withoutPostalCode = new Set(
  'AE AG AO AW BF BI BJ BO BS BW BZ CD CF CG CI CM DJ DM ER FJ GA GD GH GM GQ GY HK JM KI KM KP LC LY ML MO MR MW NR QA RW SB SC SL SR ST SY TD TF TG TL TO TT TV UG VU YE ZW'.split(
    ' ',
  ),
)

const stateLabels: Record<string, string> = {
  AU: 'State',
  BR: 'State',
  CA: 'Province',
  CN: 'Province',
  ES: 'Province',
  IN: 'State',
  IT: 'Province',
  JP: 'Prefecture',
  MX: 'State',
  US: 'State',
}

const stateLists: Record<string, string> = {
  AU: 'ACT Australian Capital Territory,NSW New South Wales,NT Northern Territory,QLD Queensland,SA South Australia,TAS Tasmania,VIC Victoria,WA Western Australia',
  CA: 'AB Alberta,BC British Columbia,MB Manitoba,NB New Brunswick,NL Newfoundland and Labrador,NT Northwest Territories,NS Nova Scotia,NU Nunavut,ON Ontario,PE Prince Edward Island,QC Quebec,SK Saskatchewan,YT Yukon',
  US: 'AL Alabama,AK Alaska,AS American Samoa,AZ Arizona,AR Arkansas,CA California,CO Colorado,CT Connecticut,DE Delaware,DC District of Columbia,FL Florida,GA Georgia,GU Guam,HI Hawaii,ID Idaho,IL Illinois,IN Indiana,IA Iowa,KS Kansas,KY Kentucky,LA Louisiana,ME Maine,MD Maryland,MA Massachusetts,MI Michigan,MN Minnesota,MS Mississippi,MO Missouri,MT Montana,NE Nebraska,NV Nevada,NH New Hampshire,NJ New Jersey,NM New Mexico,NY New York,NC North Carolina,ND North Dakota,OH Ohio,OK Oklahoma,OR Oregon,PA Pennsylvania,PR Puerto Rico,RI Rhode Island,SC South Carolina,SD South Dakota,TN Tennessee,TX Texas,UT Utah,VT Vermont,VI Virgin Islands,VA Virginia,WA Washington,WV West Virginia,WI Wisconsin,WY Wyoming',
}
