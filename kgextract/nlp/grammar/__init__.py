"""What every component reads French with: names, prepositions, noun phrases, verb groups.

- words: `wordlist`, their `inflection`, what the tagger has `mistagged` and what is `settled`, `lone_verbs`, verbs
  `behind_clitics`, the `gender` and the `agents` of nouns
- names and phrases: `names`, `prepositions`, `base_phrases`, `phrases`, `shares` of people, `adjuncts`, `adverbials`,
  `relatives`, names that a contrast has `excluded`, `days`, years of `editions`
- verbs: `groups` of them, `verbs` of a Doc, what stands `apart` in one, what verbs are `sharing`, `rule_verbs`
- speech: `cues`, their `cue_forms`, `speech_clauses`
"""
