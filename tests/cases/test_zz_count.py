
import collections, tests.cases.test_invariants_in_the_database as m
c=collections.Counter(); old=m.Walk.act
def act(self, do, *a, **k):
    r=old(self, do, *a, **k); c[do.__name__, r]+=1; return r
m.Walk.act=act
def test_x(db):
    m.test_no_walk_through_the_database_breaks_a_promise()
    print(sorted(c.items()))
