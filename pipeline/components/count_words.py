"""Nouns that are counted, and the words around a number that say what it measures."""

from __future__ import annotations

# Nouns that are counted; the last word of what is counted decides.
NOUNS: dict[str, frozenset[str]] = {
    "weapons": frozenset(
        "gun guns handgun handguns rifle rifles pistol pistols revolver revolvers shotgun shotguns machinegun "
        "machineguns grenade grenades weapon weapons firearm firearms arms cartridge cartridges round rounds "
        "ammunition bullets machete machetes knives explosives detonators magazines rockets missiles mortars "
        "launchers bombs mines carbines submachine".split()),
    "killed": frozenset(
        "murder murders homicide homicides killing killings death deaths body bodies corpse corpses fatality "
        "fatalities dead assassinations executions femicides massacre lives".split()),
    "injured": frozenset("injury injuries wounded injured casualties".split()),
    "missing": frozenset("hostage hostages captive captives disappearances".split()),
    "arrested": frozenset("arrest arrests detention detentions detainee detainees captures".split()),
    "migrants": frozenset(
        "migrant migrants immigrant immigrants refugee refugees asylum-seekers asylum seekers deportees passengers "
        "expatriates displaced stowaways".split()),
    "population": frozenset("inhabitants residents population inmates people".split()),
    "cases": frozenset(
        "case cases count counts charge charges crime crimes offence offences offense offenses attack attacks "
        "attempt attempts kidnapping kidnappings abduction abductions robbery robberies theft thefts complaint "
        "complaints raid raids operation operations incident incidents shooting shootings bombing bombings "
        "extortions clashes assaults hijackings seizures searches warrants indictments investigations reports "
        "massacres carjackings rapes break-ins heists felonies counts threats".split()),
}  # fmt: skip
PERSON_NOUNS = frozenset(
    "people person persons man men woman women child children boy boys girl girls youth youths teenager teenagers "
    "officer officers policeman policemen soldier soldiers troops police guard guards agent agents members member "
    "suspect suspects gunman gunmen civilian civilians victim victims inmate inmates prisoner prisoners detainee "
    "detainees worker workers farmer farmers student students journalist journalists militant militants rebel rebels "
    "fighter fighters guerrilla guerrillas hitman hitmen sicarios assailants attackers gangster gangsters bystander "
    "bystanders tourist tourists brother brothers sister sisters others foreigners nationals citizens family relatives "
    "migrants immigrants refugees passengers crew personnel forces marines extremists terrorists pirates raiders "
    "criminals traffickers smugglers drivers teachers doctors priests lawyers judges prosecutors politicians mayors "
    "villagers residents protesters employees hostages wounded dead".split()
)
FORCES = frozenset(
    "soldier soldiers troops police officers policemen agents marines personnel forces guards guardsmen men peacekeepers "
    "commandos paratroopers detectives elements".split()
)
# Words that say what happened to the people counted. Each is sought near the number, before or behind it.
CUES: dict[str, frozenset[str]] = {
    "killed": frozenset(
        "killed killing kill kills dead died die dies murdered slain executed beheaded massacred slaughtered lynched "
        "drowned shot-dead perished deaths death claimed lives murder murders killings fatally corpses bodies "
        "assassinated homicides assassinate burning decapitated toll".split()),
    "injured": frozenset("wounded injured hurt wounding injuring injuries hospitalized hospitalised wounds".split()),
    "missing": frozenset(
        "kidnapped kidnapping kidnap abducted abducting abduction hostage hostages missing disappeared disappearance "
        "captive captives captors hijacked seized freed rescued vanished crew ransom kidnappers".split()),
    "arrested": frozenset(
        "arrested arresting arrest arrests detained detaining detention detain captured custody apprehended nabbed "
        "rounded held jailed imprisoned".split()),
    "deployed": frozenset(
        "deployed deploy deploying deployment sent send sending dispatched mobilized mobilised patrolling patrol "
        "stationed guarded backed reinforcements involved ordered swept stormed".split()),
    "migrants": frozenset("deported deport deportation smuggled migrants crossing camped asylum".split()),
    "members": frozenset("strong recruits ranks strength baptised membership".split()),
    "population": frozenset("houses housing capacity population inhabitants built".split()),
    "other": frozenset(
        "sentenced convicted sentencing convicting sentences charged indicted accused escaped fled surrendered wanted "
        "searching acquitted overpowered gathered protested interviewed".split()),
}  # fmt: skip
MONEY_CUES: dict[str, frozenset[str]] = {
    "reward": frozenset("reward rewards bounty information offers offered offering".split()),
    "other": frozenset("aid budget fund funds funding grant grants loan saving received fine fined contract invested".split()),
    "payment": frozenset(
        "ransom ransoms extort extorted extortion extorting bribe bribes bribery kickback kickbacks fee fees paid pay "
        "pays paying payment payments wage wages salary earns protection bail bond quota levy tax contributions "
        "demanded demanding demand demands asked asks monthly weekly vacuna promised receipt handed".split()),
    "revenue": frozenset(
        "revenue revenues profit profits turnover earned earn earnings made makes making income proceeds generate "
        "generates generated generating yields collects gross grossed bets sales raking rakes annually moved".split()),
    "value": frozenset(
        "worth value valued values seized seizing seize stole stolen steal theft robbery damage damages cash laundered "
        "laundering launder price cost costs recovered found confiscated lose lost losses assets property sold brings "
        "embezzled defrauded market".split()),
}  # fmt: skip
COUNTED = PERSON_NOUNS.union(*NOUNS.values())
VERBS = frozenset("is was were are be been has have had said say says will would can could may might".split())
FUNCTION_WORDS = VERBS | frozenset(
    "of in on at by from with for to and or but as after before when while who whom which that during since until near "
    "into out over under than died die escaped fled more others remain still also it he she they were left each per".split()
)
TERM_WORDS = frozenset(
    "prison jail sentence sentenced sentences imprisonment imprisoned term serving served serve bars custody convicted "
    "jailed penitentiary parole probation maximum condemned".split()
)
BULKY = frozenset("vessel ship tanker freighter container truck crane boat".split())
BARRIERS = frozenset("; — – but while whereas although".split())
# How many tokens away a cue may stand; those of standing facts must be near.
REACH = 14
NEAR = {"population": 6, "members": 6, "deployed": 9, "other": 6, "migrants": 8}
POSSESSING = frozenset("the his her its their these those our".split())
STANDING_FOR_PEOPLE = frozenset("them whom those us which".split())
