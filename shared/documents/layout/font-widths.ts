/** Written by bench/font-widths.ts: see font-metrics.ts. */

export type Runs = readonly (readonly [first: number, widths: string])[];

export const regular: Runs = [
  [
    0x20,
    '7q7q9vfhfhoqij5b9a9aaug87q9a7q7qfhfhfhfhfhfhfhfhfhfh7q7qg8g8g8fhs8ijijk3k3ijgzlmk37qdwijfhn6k3lmijlmk3ijgzk3ijq8ijijgz7q7q7qd2fh9afhfhdwfhfh7qfhfh6767dw67n6fhfhfhfh9adw7qfhdwk3dwdwdw9a789ag800',
  ],
  [
    0xa0,
    '7q9afhfhfhfh78fh9akhabfhg89akhfdb4f99a9a9ag1ey9a9a9aa6fhn6n6n6gzijijijijijijrsk3ijijijij7q7q7q7qk3k3lmlmlmlmlmg8lmk3k3k3k3ijijgzfhfhfhfhfhfhoqdwfhfhfhfh7q7q7q7qfhfhfhfhfhfhfhf9gzfhfhfhfhdwfhdwijfhijfhijfhk3dwk3dwk3dwk3dwk3h3k3fhijfhijfhijfhijfhijfhlmfhlmfhlmfhlmfhk3fhk3fh7q7q7q7q7q7q7q677q7qkfccdw67ijdwdwfh67fh67fh84fh9afh67k3fhk3fhk3fhgtk4fhlmfhlmfhlmfhrsq8k39ak39ak39aijdwijdwijdwijdwgz7qgzafgz7qk3fhk3fhk3fhk3fhk3fhk3fhq8k3ijdwijgzdwgzdwgzdw67fhl3i9fhi9fhk3k3dwk3mii9fhfhijkxgtgz7rlmhdoh677qijdw67dwork3fhlmnui8o5ikkzfhijijdwh7al7qgz7qgznrimksk3lhdwgzdwgzgzf5f5fhfhcrdjfh78big87q..xzt5tjn6ckxzq9lfijfh7q67lmfhk3fhk3fhk3fhk3fhk3fhfhijfhijfhrsoqlmfhlmfhijdwlmfhlmfhgzf567..xzt5lmfhsrh7k3fhijfhrsoqlmgzijfhijfhijfhijfh7q7q7q7qlmfhlmfhk39ak39ak3fhk3fhijdwgz7qf5c5k3fhjniygtfqgzdwijfhijfhlmfhlmfhlmfhlmfhijdw9qj1a867ononijk3dwfhgzdwdwg5cmijk3ikijfhdw67kifhk39aijdwfhfhfhfhdwdwfhfhfhfhkjcrcrhke47qfhfhfjdxh5fhfhfh67679w948g67fwn6n6n6fhfhfdfhlzlpfa9a9a9a9a9a9a9af2f2dw6778679q7q7qfhftf7dwk3dwegdwf2f5f5dwdwdwdwlmese4fjfdb2dwb8fhdwdwqtp7ryjtbyjzl8iehldieoj4j4aoao4g6o6o6oa5dd8x589v6767679a9a9p9pg8g8g8g89a9a9a9a9a9a9a9a9a9a7q7q9a9a9a9a9a9a9a9a9a9a9a9a9a9a8z4e9g959pananananan9a9a9a9a9a9a9a9a9a9a9a9a9a9a7q9a9a9a9ab2b29a00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000gbbygzcr9a9ajzfj....9adwdwdw7qdw........9a9aik7qltnaao..lj..nskx67ijijfbikijgzk3lm7qijikn6k3i2lmk3ij..h7gzijm6ijn8ks7qijg3cefh67f7g3g0dwfhcec9fhfh67dwdwg1dwcgfhj6ftdeh6b0f7i1eljtlp67f7fhf7lpijg0f7lhqnlhfllpgqlmfhk3dwgzb8hdeql1g1orn6irfhiqdwijijgyglkhfecwbegqfxdw67lmcacaijfhk3n6j4ftk3k3k3ijiko1f2jzij7q7qdwtes3nrg7jzhojziji9ijf2iuijpogtjzjzg7i9n6k3lmjzijk3gzhol5ijkkijphq2m0omi9jzs3k3fhfxesa5g8fhilcrfjfjc6g8j4fdfhf2fhdwcrdwmvdwfxehmbmvhdjzehe7kuf2fhfhfha5e7dw677q67p7mlfhc6fjdwfc..hdlmh1qejuikdwoyjcn1j2tao4gtcrm5j5lmfhmchjmchjtvoxn6h1x3no..hdk3dwe000000000000000jzfji9ehijfhdlbgf2a5inf9poilgtcrg7c6g7c6g7c6kmewk3fdogi0vlo7kxehk3dwgzcrfhdwfhdwijdwpqj7ijehijehijfhnyijnyij7qpoilikfbi9g8k3fdk3fdijehn6j467ijfhijfhrsoqijfhkxfhkxfhpoilgtcrgtf5jzfjjzfjlmfhlmfhlmfhjze7hodwhodwhodwijehf2a5omjzf2a5ijdwijdwi9fhqxodqlmoife6qzpasroflmfjkriigtcri9g8poksodl3vhotlmfhq8k3g7c6trp6vlockkfrjkgak3fdzjseijewjggx..n3jcl2l8jcimhhjcmjl9jibgmrjrjpfzi1l8j4mchfhgi6k5hmm1humdk5lvfvipikgmm8h5lkjf....5v5v5v835vcabjpkpkglhrhtglgod6glikgxgl7dpkgdglfmgngng0gq7dgnbigl9kpkedh7glgmpvglgn8xpvglg8hshi7s72c9....mpmpkc..000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000an00fn00007q0000aj00',
  ],
  [0x5d0, 'hggnbrffhm7890ibi578eveleqivj478aui8g7hcgye0f5geevkaj7..........e5e5e5apgs'],
  [
    0x600,
    'vy..xyur....eyeyn8fdk3bo5x8dnri000000000000000000000005x....9xbth7c57171d174j471mpd0mpmpiiiiiid6d6avavs9s9ukuklklkgtgtk2k2h7h7h75unlhzkhgkeogbe4d1j4j40000000000000000000000000000000000000000008r8tbidaboamcec5c5c2b6674hb5lghz006m6m743j9dd1d1kslglglglglglglglghohohohohohohobmbibibmbibibibibiadadadadadadadaqads6s6s6uguglegtnlnlnlnlnonlhzhzk2s7j4fififik2k2k2k2k2k2gkgkgkgkgbgbgbgbgbhjhobdbdbdbsd1d1d1d1d1d1d1d1h7kyh7d1h7h7lhlh6sbd00000000000000xspm0000000000005q9l0000e700000000biad8r8tbidacycnccc5c5bys6uggtc5dlhj',
  ],
  [0x750, 'lglglglglglglghoj4bmbibqs6gtgtgtnlnlk2k2k2dldlgbgbgbgkadads6hohos6adho6m6mh7h7h7d1d1m6m6hos6s6fi'],
  [0x8a0, 'lg..holenlhzgkdlh7h7bsd1fs'],
  [
    0x8e4,
    '000000000000000000000000000000000000000000000000000000..0000005ml8l8sedndnf8ltnpjffdfdfdfdsfsfsfsflcmqfngfhphnjhkml0kme0g5evfnk3fuhrerh3fffffslffvjjgmg4bdbdiul4l4fgiwg2iser007700cz777777000000000000000077777777007l77pc00000000000000lcmqfnkmevfnlfg4npjf0000ajgnegegegegegegegegegegbu8tl8l8sfsfl8l8ffkng5foknd1f1fv',
  ],
  [
    0xb82,
    '9sow..v5..vajntn........m9m9se..rdrd..mx......t0k3..se..xmj9........mx......lxyalm......nuqrhso5s5tqnut0wk..zp..........hs7a00dyng......p1k0w8........00....vp............tq',
  ],
  [0xbe6, 'i2mxtnrdq5t7rym9v5w3obonqtrdz8..sj....t6xq'],
  [
    0xe01,
    'gof7f9h2h9gmexesgsfafgp6p9grgrf7hep3p9h4hogqgxf4h1gsgti0i4jbiygrh2gidkgqfvgrdohghsfwgbikfyfkef9e00baba00000000000000........g887fs8k818gbagj0000000000000000gjfuf5h1fjezf0egk0fpe0lbo8',
  ],
  [
    0x10a0,
    'hjllkll7humxm7pedejjrvkujqo0npkjpghkh4lomvh4kgivjgj1jkoogug0jbi3qhjah3iljgnd..g0..........fw....f9gugkohgcg5h7ohfyfqu9gtgtmcg0h8magtlcgsnvgcmcgkgtgjiegtgtgagtfrfrijg8g5fviepqfdgkgudied9ufdg8gupkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkpkh6kpe4eceok6lip0geijkxftlgigo5j3l1o3oll1ptl1l1ovqnuhqnosqko8o8osn6qpnjn6ntpzn6n6ewh3fyiggxe6gvigh6jwkoh6lih6h6jdh6knkgh6lihmh6jdi3i3i3hsi3i3i3i3lo..qgi3i3q5....i3i3i3ihi3kshq..jy..qgi3i3q5....h6kkkigylikmgyjdh6ldkggwlikbgwjdgpgpgph6gsgpgpgph3h3h3h7gpkchmgwfeicipfvjgg2k3k3mf..mphujgls....bnemene7cwdkgvgpfpjljlfjgeeziqgpfdj2jvf7kmfdesh8i0lflfhrmci0i0kar5..p1iym3or....mvqcqbmrr7mumr..vm..tonur3sh....l1nniwiwiwo7iwnygmkqi1fjj6gmed..f9isitf9jlisf9h7mbmbmbmbn4n0mbmbd1e7hydfhvjnhkkogpnnnpjxk5jrj4jwgpn9najvjbjgj4kpgpnknejclhj2j4mqfvjfjfg9k7kvfvgnnb..n4fvk7mr....grjrjngtkml6hqk2r3u8u5qjvfrkqjs7uhueujuhz0vluhu4fbkbjyezkli4f2ixfbjrk2f1klhuf5jlgmkffadgf9gmedgqifgxhyhfkihei6hugpgpgpgzgsgpingpi3s0ix....000000kd7ge2aqaqaqg27ghefnfnfnfnfnfnfngnfnfdgmfngmfnhkfnljfnfnhh......zxwgq9yxpwonlitpngmfnjmskyk7gpos7gdf7g7gdfm3awptptbl',
  ],
  [0x1ab0, '0000000000000000000000000000000000........00..0000000000000000'],
  [
    0x1c80,
    'f3g8c5gr8tkaf5evdq..............gqhfh3pohagzi3r1hogjvrhmhmp0gvi4nhhomihdpeh6nihdhph6jghohphchoglgmjjhegzgijjmvg7hdh3fb....g7hei8',
  ],
  [0x1cda, '00'],
  [
    0x1d00,
    'dtksoqesdwfcfcdmcr67brdwb6j4fjfhdwgxgxgxq8cqfhfhehf2f2crf7glkegldwk3dwcrbwgva5dwf2ehjtg8cmigbjbjcibfbfdtbx4n8rbt9se7bzbye8anbnckc1byhbadadahgoaiaiacac8v8vah4e9ffxanai9vaiaiai64anbcfx8yavaq8yaic89k4e6oan8yaq8yakc89kp9fhfh7qn6fhfh9a9adw7qdwfhahfhlu9w6wfhf7ftfhfh7qjtdw67n6fhfh9adwardwdwdwfhfhfhfhcrcri367dw67fhf5ah9v9pae8v6e6eahao4e5s6z6z7j4e4e7nfwfwananamaiaf9g4e64anasai9u8y9z9z9zaaa500000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000..0000000000ijfhijfhijfhijfhk3dwk3fhk3fhk3fhk3fhk3fhijfhijfhijfhijfhijfhgz7qlmfhk3fhk3fhk3fhk3fhk3fh7q677q7qijdwijdwijdwfh67fh67fh67fh67n6n6n6n6n6n6k3fhk3fhk3fhk3fhlmfhlmfhlmfhlmfhijfhijfhk39ak39ak39ak39aijdwijdwijdwijdwijdwgz7qgz7qgz7qgz7qk3fhk3fhk3fhk3fhk3fhijdwijdwq8k3q8k3q8k3q8k3q8k3ijdwijdwijdwgzdwgzdwgzdwfh7qk3dwfh677q7qjjfhijfhijfhijfhijfhijfhijfhijfhijfhijfhijfhijfhijfhijfhijfhijfhijfhijfhijfhijfhijfh7q677q67lmfhlmfhlmfhlmfhlmfhlmfhlmfhnui8nui8nui8nui8nui8k3fhk3fhnrimnrimnrimnrimnrimijdwijdwijdwijdwkmdng5eihwdwg3g3g3g3g3g3g3g3ijijmmmmmmmmmmmmcececececece....l9l9pspspsps....fhfhfhfhfhfhfhfhmsmss8s8s8s8s8s86767676767676767agagfvfvfvfvfvfvfhfhfhfhfhfh....mzmzseser2r2....f7f7f7f7f7f7f7f7..mm..qo..s1..qolplplplplplplplpm5m5rkrkq7q7q7q7g3g3cecefhfh6767fhfhf7f7lplp....g3g3g3g3g3g3g3g3ijijmmmmmmmmmmmmfhfhfhfhfhfhfhfhmsmss8s8s8s8s8s8lplplplplplplplpm5m5rkrkq7q7q7q7g3g3g3g3g3..g3g3ijijijijij9a9a9a9a9afhfhfh..fhfhmmmmo5o5k39a9a9a67676767....67677q7qbtbt..9a9a9af7f7f7f7ftftf7f7ijijnzonl99a9a9a....lplplp..lplpppmzovm5ks9a9a..dwrsdwrs9a6y4nfh7q5l2c00000000009a9afhfhrsrsbmfd676767679a9a9a9afhfh9r9r7qeers7q000000000000005lrs..589v9v589veh909a9agodwfh9am3m3dnmp9a4n7q7qtvkwkwcueyeyeyau7qecauayg8m3dcdzhfk9k97qklg87q7q6700m8oym8oy..m8m8m8m80000000000009a4i....9a9a9a9a9a9a9a9a9a6262an9a9a9a9a9a9a9a9a9a9a9a9a9a6262..adacai95aca69f3wfxaiai9g6r......fhk3k3fhfhn6k3uewdq8nmeafhijgzrsehijlmijfhk3fhijgzfhfhn2lvfhhgfwdp',
  ],
  [0x20dd, '00000000..000000'],
  [0x20f0, '00'],
  [
    0x2100,
    'omomj0t6fhomomfhjzq2g5tfkekrfhfhkofkn690mmlmttkhmfi7lmo9nmjuj2hprsrsrsijhif5ldksga67ijijnaiogpcugsmxgzw3dchggnbrff7jr4xzj6dwfbk3h9lmfhfhijkag4dw9j9jijiji7q7dmsnmolxsun6n6m1nenvn6ldmun6n6n6n6bvrsrsrsrsrsrsrsrsrsrsrsrsekhkkap7rsrsrsrsrsrsrsrsrsrsrsrs76dch3pzw9jnw9hkdwhuf7jnwao4g6hr........rsrsrsrszazazazazaza',
  ],
  [0x21a8, 'dwzaza........em'],
  [0x21b8, 'rsrs'],
  [0x21c4, 'rsrsrs........rsrs......rs..rs..rs'],
  [0x21e6, 'rsrsrsrsieieieieieiep2....ie..rs'],
  [
    0x2200,
    'rs..rsrs..rsrsrsrsrsrsrs......rs..rsg8rs..rs....7o7qrs....rsrsrsrs....rs..rsrsrsrsrsrsrsrsrsrs..........rsrsrsrs..........rs..........rs..rs....rs......rs',
  ],
  [0x2260, 'rsrsrs..rsrsrsrs....rsrs....rsrs....rsrs....rsrs'],
  [0x2282, 'rsrsrsrsrsrs....rsrs'],
  [0x2295, 'rsrsrsrsrs............rs........rs'],
  [0x22bf, 'rs........8a6e9u'],
  [0x22da, 'rsrs'],
  [0x22ee, '7grs'],
  [
    0x2300,
    'fvg3jwe8e8rsrsrsb8b8b8b8eideeieig8ecrsngfohmkumvrs..zazacacacacagtgtqfqfoooox9twzarsrsx9lwppjqfwmhmio8o8jvr4',
  ],
  [0x237b, 'jsq7pzle8wmkmkmkmkwlmdmpt9qplglglioommj2nynynynymaqw..d2pvpvtktk'],
  [0x23af, 'rsrsrs'],
  [
    0x23be,
    'rsrsrsrsrsrsrsrsrsrsrsrsrsrsrslwrszadwc6c6c6mgmgjlldldldrsvf............s8l0sh..shnyflzazazazazazazazazazazagagagagazazazaouououoursgogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogogoiersgompdu',
  ],
  [0x2440, 'dwdwdwdwdwdwdwdwdwdwdw'],
  [
    0x2460,
    'rsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrszarsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrszazarsrsrsrsrsrsrsrsaaaazarsaaaarikdrsrsaaaazarsaaaarikdutututrsrsrsrsoursrsrsrsrsrsouoududugtououououououououoursrsrsrsrsjgjgjgjgjgj3j3j3uyk0k0k0k0k0k0k0k0jgjgjgzazazazajgzazazazazarssqd9kzrsn8n8gilpzarsmtzamtgkzazarsrszapqxwxwxwzaxwrszaimzazajkeizakhdfmozao3iommzazaq4q4q4q4q4q4q4q4zazazat9zaflfleezarszaivgqldmkduzazazazazazazazazazazazarsrsrsrsrsrsrsrsrsrsrszazarsrszarszazarszarsrsrsrsrsrsrsjajarsrsrsrsrsrsrsrsrszarsrszazalmlmlmlmlmlmm4m4m4m4q4q4q4q4q4q4kwkwzazazazazazai0zaoszazappkbkbzazal3mik0h5h5zaeel3zazaeokhsdv5zazaeeeeeqdwkseeaqhpfwfwl0zazamtqcqcqcqczazaqhpgzahghgjqhjoazazamkzam4zazan2ogoglym8o7skpenvnv..nvnweehyrsrsrsrskgzazaogmooarhoazazazazazazanszazazazakol9zanklxsztwzatwoqzaranyzazazazazazarvzarqskzan1zao0zaiglan8rsn8n6zak0i0iszaoco6o6oco6o6zasan4paoupioyoupelilyzazaoglynwnio8n2kukursm2rsrsommzkezakik4zam6l7o8nuzaq7zan0n0n1n1zazazausza5u9qdicecel2l2cel2ksg6zazak2lspqd2d2b6b6aaaafdfddqdq8g8gbibirsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsqkzazazamqs0mqrys1rwrwppqvzas4s4rvr2r2eyrdpopoqiqiltltq4zaq4nysynsqinspqt2pqp8qgsates0za',
  ],
  [
    0x2800,
    'jgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjgjg',
  ],
  [0x2921, 'kuku'],
  [0x2934, 'zaza'],
  [0x2981, 'eo'],
  [0x29bf, 'rs'],
  [0x29eb, 'k0'],
  [0x29fa, 'rsrs'],
  [0x2b00, 'jcjcjcjcqtzazazajmjmjmjmt7g6........jgjgjgjgjjjjjjjjrszaza7w7wo8o8mymyqwuynjnje6e6a78s8soeoeffff'],
  [
    0x2b4d,
    'n59m9mzad6d6ododzaoeouougelwm9hohok5k5ky9qky9qng9qgogogogoky9qky9qneneky9qky9q....hahahahaky9qky9qkyhwkyhwkyhwkyhvkyhvklldklldm9m9m9m9p0p0lglgwxrs..rskpnrkpnrkpnskpnskykykykyhvhvhvhvr2r2r2r2g4g4g4g4lrlrlrlrp3p3p3p3hvtwmgmgmgmtp1p1nmnmnmnmnmnmnmnmnmg3ououovovovovkupgc8r5qjsitugos7kvogjojtgfk9rcl0ntjnrplkfpufoxeqeqqbqbomj0omj0rufpiumqu6u6mqoelilatby0ffgo..gg',
  ],
  [0x2c60, 'fh76fhijk3fla1kzhiijfjgzdwlbovijlbglsunde4g2cwk5l0bjgtdm4ocgijgz'],
  [0x2d00, 'j9i2i4guh6pyjbpucchlpygyh1pzjjjkpxh8h3pzpqd7h6h8h8h5h5pspyh1h5fiq6g3grh8gjps..et..........d2'],
  [0x2d80, 'r4omldkgkgkmhbhmhbiqg0itktkzleu2xyjcl4oyn7kmmk'],
  [
    0x2da0,
    'lhpbo9lupwkole..h3h3h3h7gpkchm..mbmbmbmbn4n0mb..xzxxxrxv..z0xs..i3i3i3hii3kli3..hulflfhumciai7..mqppq9mwr2mwmu..fvj9j7fvk7klfv..0000000000000000000000000000000000000000000000000000000000000000dwdwdwdwdwdwdwdwdwdwdwdwdwdwsyrsrsrs8mkukukufw9efhku92fwdwdwfwfwfbfb99999999rsrsfdfdmsmsn1mtfhg1fw7q7q7q7q7qfhfhfhfh....7q7q9yjp9g7qburs96avavavav7gace87gek7g9ee5e5fwhpcr959595958c8c8c8c9e',
  ],
  [
    0x2e80,
    'rsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrs..rsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrs',
  ],
  [
    0x2f00,
    'rsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrsrs',
  ],
  [0x2ff0, 'rsrsrsrsrsrsrsrsrsrsrsrs'],
];

export const bold: Runs = [
  [
    0x20,
    '7q9ad7fhfhoqk36m9a9aaug87q9a7q7qfhfhfhfhfhfhfhfhfhfh9a9ag8g8g8gzr4k3k3k3k3ijgzlmk37qfhk3gzn6k3lmijlmk3ijgzk3ijq8ijijgz9a7q9ag8fh9afhgzfhgzfh9agzgz7q7qfh7qoqgzgzgzgzaufh9agzfhlmfhfhdwau7saug8',
  ],
  [
    0xa0,
    '7q9afhfhfhfh7sfh9akhabfhg89akhfdb4f99a9a9agpfh9a9a9aa6fhn6n6n6gzk3k3k3k3k3k3rsk3ijijijij7q7q7q7qk3k3lmlmlmlmlmg8lmk3k3k3k3ijijgzfhfhfhfhfhfhoqfhfhfhfhfh7q7q7q7qgzgzgzgzgzgzgzf9gzgzgzgzgzfhgzfhk3fhk3fhk3fhk3fhk3fhk3fhk3fhk3jzk3gzijfhijfhijfhijfhijfhlmgzlmgzlmgzlmgzk3gzk3gz7q7q7q7q7q7q7q7q7q7qltfhfh7qk3fhfhgz7qgz7qgzaqgzdcgz7qk3gzk3gzk3gzjpk4gzlmgzlmgzlmgzrsq8k3auk3auk3auijfhijfhijfhijfhgz9agzdcgz9ak3gzk3gzk3gzk3gzk3gzk3gzq8lmijfhijgzdwgzdwgzdw7qgzn9jzgzjzgzk3k3fhk3najzgzgvijk7hfgz9almhppv7q7qk3fh7qfhrkk3gzlmnqjronkolqgzijijfhgpa09agz9agzn2k5mak3lffhgzdwgzgzenenfhfhdug4gz7sdug99a..xzuvwfopfgzjrsopk3fh7q7qlmgzk3gzk3gzk3gzk3gzk3gzfhk3fhk3fhrsoqlmgzlmgzk3fhlmgzlmgzgzen7q..xzuvlmgzspiik3gzk3fhrsoqlmgzk3fhk3fhijfhijfh7q7q7q7qlmgzlmgzk3auk3auk3gzk3gzijfhgz9ag2ehk3gzjjnahjhjgzdwk3fhijfhlmgzlmgzlmgzlmgzijfhdwn6e27qqiqik3k3fhgzgzfhdwhydgk3k3ijijfhfh7qljgzk3auijfhfhgzgzgzfhfhgzgzfhfhlqduduj7fs9agzgzgafhgpgzgzgz7q7qba999w7qgsoqoqoqgzgzh3gzn6nhkuauauauauauauaug8g8fh9a9a9af09a9agzhag7fhlmfhfvdwiwenenfhfhfhfhlmh3fsgagtcrfhclgzfhfhsnq6xnmmevmxo6lkj9eufokakaa8a85f707070afeja16odc7q7q7q9a9aafafg8g8g8g89a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9aa63yaga7afananananan9a9a9a9adw9a9a9a9a9a9a9a9a9a9a9a9a9a9ab2b29a00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000g8cehgdy9a9ajzh3....9afhfhfh9afh........9acxk39anqp6d6..mx..psna7qk3k3gqjzijgzk3lm7qk3ijn6k3hwlmk3ij..gpgzijmtijmima7qijh3ckgz7qg7h3gzfhgvd7ctgzf17qfifhh0fhcegzlah7ehj1cfg7jwg0kynh7qg7gzg7nhk3gzg7lfrtlfkunhitlmgzk3fhgzclkweqmdgzrkoqjjgzjjgtijijhvgskfg3e3c8ith6fh7qlmdbdbijgzk3n6kkh7k3k3k3ijilomfrjsij7q7ofhuetjobgzjzhbjzk3jzk3frjtijp4hfjzjzgzjin6k3lmjzijk3gzhbnqijkbjjrxsco6r8jzjssojzfhh6h3blhnfhjpduh3h3dxhokkgtgzgtgzfhdmfhobfhh3g5n6ngkanrh3fdnrg8fhfhgzblfdfh7q7u7qqxp7gzdxh3fhgtzklno6jjr4m4ijfhpqm9mikytyr9hfdumikylmgzmnhzmnhzv5r3mnhqzkp1zklnk3fhg800000000000000jzh3jzh3ijgzdjcffrbljjgnp4jphfdugzdxgzdxgzdxl6hck3gtogjuvapmk3g2k3fhgzdmfhfhfhfhijfhnpj5jjg5jjg5jjgzntivntiv7qp4jpjigmjihok3gtk3gtjjg5n6kk7qk3fhk3fhrsoqijfhk7fhk7fhp4jphfduhfenjzh3jzh3lmgzlmgzlmgzjsfdhbfhhbfhhbfhjjg5frblr8nrfrblijfhijfhjzgzsnpzqoniiaexs5qksppplmgalajhhfdujihoq5mlpzn9usotlmgzq8lmgzdxv1qtvlpxkzh3kohik3gt..vgjjgqkhhy..nnjxlhlojxj9hkjxpolgk7cepakgklhlillok2mlhnioiykehzntimmqkemoghiri5hknmi5m1lk....6i6i7r8e7rc9b6r1r1htjpjzhthweahtkuinht8vr4hlhtgqiii6h7i28phpc9htalr1esiphti2qzhthnb0qzhnh2krjd9p7sbz....mpmql0..000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000an00fn00009a0000bp00',
  ],
  [0x5d0, 'izhtdcg7is8ea6jhj48eg1fefwk1k78ec0jfh7iri4fbgxi6g1mejy..........gtgtgtbahd'],
  [
    0x600,
    'zw....zh....eyeyn8iwoqbw798dnrig00000000000000000000007a....cybthocl8181dt81j781mpe3mpmpk5k5k5didib0b0titiwzwzobobgtigkmkmhohoho5unyi4kph6ffgseddtj7j70000000000000000000000000000000000000000009z9kcme3cjb7d9didicod46y6mb5mfi4007w7w853xb3emfwlgmfmfmfmfmfmfmfmfi8i8i8i8i8i8i8c3c3c3c3c3c3c8cicraiaiaicaaibtaiawaotititivgvgm1gtnynynynyoanyi4i4kms7kmh7h7h7kmkmkmkmkmkmh1h1h1h1gsgsgsgsgsimi8btbtbtdldte1dtdwdtdte6euhollhodthohomgmg83bt00000000000000xspm0000000000005q9l0000e700000000c3ai9z9kcme3dydcczdidia1tivggtcldyim',
  ],
  [0x750, 'mfmfmfmfmfmfmfi8i8c3c3bqtikiixhbnyo4kmkmkmdydygsgsgshnaiaitii8i8tiaii86m6mhohohodtdtmgmgi8titih7'],
  [0x8a0, 'mf..i8m1nyi4hndyhohocrd1g7'],
  [
    0x8e4,
    '000000000000000000000000000000000000000000000000000000..00000061nonovuehehg9n0ptl3gvgvgvgvvuvuvuvun2och5i0iyj9l2lumkn7eygzfugrmch8jrfmj5h3h3h3n3h7lpi4hnc9c9kimimigsl3hhkifq008600ep868686000000000000000086868686008n86sh00000000000000n2och5lufugrn3hnptl30000b7hwfkfkfkfkfkfkfkfkfkfkcf99nonovuvunonogsluhnh6ludzfvh7',
  ],
  [
    0xb82,
    'akrh..xw..y6nfu8........oeoev7..vava..pf......wvmg..v7....kn........pc......oq..n3......q0stj9qzv1wnq0vqzv..............j98k00ffp1......relszr........00....ze............wn',
  ],
  [0xbe6, 'iqpfu8uft9wzvkoexw..r3r5ukud....v2....wm'],
  [
    0xe01,
    'hcgggphyiahrfvfjhbgngrprq1hphpfwi2q6q1hmi6hdhwfjhyhmhniyizk7jyhphyhaeehdgnhpeaibirgqhajpghgkf39y00c3c300000000000000........g59hhu9p9e9nc3hp0000000000000000hwfrethwfqexfeemkufrf9mzp6',
  ],
  [
    0x10a0,
    'hpn9lylhisoamapvefk3s5m2kipinsldr6j0hnlyokikksk2k8jtk6pwhagik3j7ruksiijskao1..gi..........gk....g9hch2phgygvi3pegtggvth9h9nvgqhznuhjlqhroxgynvh8h9h7jkh9h9hjh9gfgejph3gvgli9pzgfh8hce4g3acgfh3hc',
  ],
  [
    0x1200,
    'i1l1fug4hdkqnbqeidkhmbi0nqkaqfksmeq6q9mesdmemeqftcx5t2rxuprhrhrxpasep0pares3papaeyh8gjithcfdiwiti1l6l8i1n8i1i1jgi1lflpi1n8j1i1jgjejejej1jejejejent..r6jejeqw....jejejejljelnik..n7..qujejeqw....i1l1kshwn8l8hwjgi1ltlphon8kehojgh1h1h1hwi5h1h1h1hzhzhzhyi3kij6hig2j4j5grl4hjmcmcoh..mvivl4n7....c7f7f4fkf2gmj4h1gkl3k4gyjoh6jwh1grk6l1gdmri2gdkgislsluignzinimkwsj..pekbnnpi....niqhqkngspnan6..xl..usp0snu0....mfq0l0l0l0q8l0pwgbk7jkgwlngbfn..gtjzk0gtm5kegtionznznznzpqopnznzeaf1itf4k3kpjbmgh1peppmdlwlljvlbh1ppprmclwknjvlbh6prpqlbnkk7jxosh6kmkeh9mdlkh6i5pt..omh6mdos....hlknkghlmlm0ikkxtxwtwytxz4uwtxw3wux2wyx1..yax1wfhdl9lwgxmhjuh2kmhdlim0h0mhjoh6l6gbk7faenglgbfnihipj3kuj7nyisl4jah1h1h1hui5h1i9h1iev0kz....000000m77cf7auauauh07cj4g3g3g3g3g3g3g3i3g3edi6h9ieg3i5h2lzg3g3l5........z6ue..rpp0n8vyp9n8poramskji2q37cct7c7cctlqbkp3okbs',
  ],
  [0x1ab0, '0000000000000000000000000000000000........00..0000000000000000'],
  [
    0x1c80,
    'glhndshi93l9gshefh..............hdhvhlqmhrhmiwrdi5h7x6i1i1pzhjisoti4myi8qdhqoxhwi1hykei2i1i4i2h7h7knhwhmh3jaodh6hwhlf7....h6hwip',
  ],
  [0x1cda, '00'],
  [
    0x1d00,
    'gdlkoqh3fhfzfzdxdu7qe4fhclkkh3gzfhh6h6h6q8fwgzgzh2g8g8dmg7gzlcgyfhlmdwdgdqh4blfhgth2kyhodijccncncnblbldyc4519zctauedc2c2efc3bocrc2c4hnaiaiawgdawawagag9s9sav3y9pfpa9bfakbfbfav61a9bcfpa4bhata4bcdeaj3y70a9a4ata4bcdeajpmgzgz9aoqgzgzauaufh9adwgzadgwo9ba87gzg7hagzgz9aldfh7qoqgzgzaufhcyfhfhdwfhgzgzfhdudui87qfh9agzenawakakbf9s6r6rava852587y7y8k5f4l7yfpfpbqbqadbfdyag7q61bbbpa5a5a4a2a2d0aka400000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000..0000000000k3fhk3gzk3gzk3gzk3fhk3gzk3gzk3gzk3gzk3gzijfhijfhijfhijfhijfhgz9almgzk3gzk3gzk3gzk3gzk3gz7q7q7q7qk3fhk3fhk3fhgz7qgz7qgz7qgz7qn6oqn6oqn6oqk3gzk3gzk3gzk3gzlmgzlmgzlmgzlmgzijgzijgzk3auk3auk3auk3auijfhijfhijfhijfhijfhgz9agz9agz9agz9ak3gzk3gzk3gzk3gzk3gzijfhijfhq8lmq8lmq8lmq8lmq8lmijfhijfhijfhgzdwgzdwgzdwgz9almfhfh7q9a9ajwgvk3fhk3fhk3fhk3fhk3fhk3fhk3fhk3fhk3fhk3fhk3fhk3fhijfhijfhijfhijfhijfhijfhijfhijfh7q7q7q7qlmgzlmgzlmgzlmgzlmgzlmgzlmgznqjrnqjrnqjrnqjrnqjrk3gzk3gzn2k5n2k5n2k5n2k5n2k5ijfhijfhijfhijfhnndzgvg6i3fhh3h3h3h3h3h3h3h3k3k3o5o5o5o5o5o5d7d7d7d7d7d7....l9l9qoqoqoqo....gzgzgzgzgzgzgzgzmsmss8s8s8s8s8s87q7q7q7q7q7q7q7qagagfvfvfvfvfvfvgzgzgzgzgzgz....mzmzsysyr2r2....g7g7g7g7g7g7g7g7..mm..rs..t4..qonhnhnhnhnhnhnhnhnnnntmtmrqrqrqrqh3h3d7d7gzgz7q7qgzgzg7g7nhnh....h3h3h3h3h3h3h3h3k3k3o5o5o5o5o5o5gzgzgzgzgzgzgzgzmsmss8s8s8s8s8s8nhnhnhnhnhnhnhnhnnnntmtmrqrqrqrqh3h3h3h3h3..h3h3k3k3k3k3k39a9a9a9a9agzgzgz..gzgznznzpipik39a9a9a7q7q7q7q....7q7q7q7qd6d6..9a9a9ag7g7g7g7h7h7g7g7ijijnzpcl9cxcx9a....nhnhnh..nhnhppmzqdnnma9a9a..dwrsdwrs9a6y4nfh7q5l2c00000000009a9afhfhrsrsdhfd7q7q7q7qdwdwdwdwfhfh9r9r7qeers7q000000000000005lrs..6odcdc6odcjy9a9a9agogtgz9am3m3fhoa9a4n9a9awbndnncufhfhfhau9afuauc8g8m3g8e2m0kfjm9akyg89a9a6700m8oym8oy..m8m8m8m80000000000009a6h....9a9a9a9a9a9a9a9a9a6t6ta99a9a9a9a9a9a9a9a9a9a9a9a9a6t6t..aiagbfa7agak9p4sfpajavag61......fhk3k3fhfhoqk3uey2q8okeafhk3gzu6fhijlmk3ijk3fhfhfhfhfhfhl5fhkdfwej',
  ],
  [0x20f0, '00'],
  [
    0x2100,
    'omomk3tgfhomomfhjsqrg5tfkekrgzfhkofkn6dlo4lmuzkhmfi7lmo9nmjujshprsrsrsijhienldmaga7qk3k3naiogpcugsmxgzw3dcizhtdcg78jrlxzj6dwfbk3h9lmgzgzijkag4dw9j9jijk3i7rsdxsnptp2vvn6n6pgr7otqsospan6n6n6n6dr',
  ],
  [0x2183, 'hufh........pl............rsdwrsdwrsdw'],
  [0x21a8, 'dw'],
  [0x2202, 'dr......h0'],
  [0x220f, 'mw..jtg8....4n......7qf9......jtr8'],
  [0x2229, 'k3..7m'],
  [0x2248, 'f9'],
  [0x2260, 'f9g8....f9f9'],
  [0x22ee, '7c'],
  [0x2302, 'gt'],
  [0x2310, 'g8'],
  [0x2320, 'gtgt'],
  [0x2500, 'jp..hd'],
  [0x250c, 'jp......jp......jp......jp......jp..............jp..............jp..............jp..............jp'],
  [0x2550, 'jpjpjpjpjpjpjpjpjpjpjpjpjpjpjpjpjpjpjpjpjpjpjpjpjpjpjpjpjp'],
  [0x2580, 'jp......jp......jp......jp......jpjpjpka'],
  [0x25a0, 'gtgt'],
  [0x25aa, '9v9vrs..........ri..............ri..ri..............ri..........drgtgs....gt'],
  [0x25d8, 'gtgt'],
  [0x25e6, '9v'],
  [0x263a, 'sdt9ph......ku..ku'],
  [0x2660, 'es....i9..gie7......dwku......dw'],
  [0x2c60, 'gz8hgzijk3gsc2ndilk3hfgzdwljq7k3ljgut1owfug7d9m1llcgh7dx5fcqijgz'],
  [0x2d00, 'k4iwj1hai2r2joqzd2hyr2hfhzr3kckcr2i2hjr3pxeci2i2i2i1i1qgr2hxi1gur5gih7i2hyqg..fs..........dp'],
  [0x2d80, 'thsdnel9l9lghvj6jijwiqk2l1lslxwy..kxliqso4mlnw'],
  [0x2da0, 'lrpep5m4qmlzld..hzhzhzhyi3kij6..nznznznzpqopo1'],
  [
    0x2dc0,
    'jejejej2jelfje..k8lslukfnzk8k8..ogrurrodtnodoh..h6k2k8gwmdlah6..0000000000000000000000000000000000000000000000000000000000000000dwdwdwdwdwdwdwdwdwdwdwdwdwdwsyrsrsrs8mkukukug89ggzku9xfwdwdwfwfwfbfb96969696rsrtgogoo9o9o9oagzg1fw7t7x7t7x9afhfhfhfh....7q9a85jg9g7ue3rsatcwcwcwcw7xbjec7xfl7t9genenf5hkdu929292929f9f9c9c9g',
  ],
];
