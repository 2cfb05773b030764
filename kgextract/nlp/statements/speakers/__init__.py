"""A draft → who speaks: whom its words name, describe or take up, in the order of the text.

- its words: `sources`, `phrases`, `naming`, `unlike` find them; `who_speaks` says whom they mean
- the discourse: `topics` and `voices` make the `discourse`; `pronouns` look back to it, by `traits`, `stances`, `told`,
  by their `own_wish`, `replies` to questions, to nobody who is `mourned`; others by `latter`, `concerned`, `lone`,
  `therein`, `same_source`, `kin`; verbs without a subject are `impersonal`; who says the same is `joined`;
  `somebody` is open
- descriptions: `described`, by `descriptions` and `titles`, none of the `visitors`, told apart by `sides` and `posts`,
  of several by `nationals`, those who are `following`, `pointed` at or `tried`; an entity where nobody is meant,
  `opened`, called by the `fullest` words; who is `surnamed` or `named_late`
"""
